def run(jobs, cores):
    if cores < 1:
        raise ValueError("cores must be at least 1")
    jobs = [list(job) for job in jobs]
    ticks = 0
    while any(jobs):
        free = cores
        for job in filter(None, jobs):
            if job[0] == "wait":
                job.pop(0)
            elif free:
                job.pop(0)
                free -= 1
        ticks += 1
    return ticks


def in_sequence(jobs):
    return sum(run([job], cores=1) for job in jobs)


def main():
    kinds = {
        "waiting": ["compute", "wait", "wait", "wait"],
        "computing": ["compute"] * 4,
    }
    for kind, job in kinds.items():
        jobs = [job] * 3
        print(f"{kind}, one after the other: {in_sequence(jobs)} ticks")
        print(f"{kind}, threads under a GIL: {run(jobs, 1)} ticks")
        print(f"{kind}, 3 cores, no GIL: {run(jobs, 3)} ticks")


if __name__ == "__main__":
    main()
