from threading import Thread


def check():
    jobs, got = make_queue(), []
    producers = [
        Thread(target=produce, args=(jobs,), name=f"producer-{n}", daemon=True) for n in (1, 2)
    ]
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join(timeout=1)
    assert jobs.qsize() <= 2, "unbounded"
    for _ in producers:
        consume(jobs, got)
    for producer in producers:
        producer.join()
    assert sorted(got) == sorted([*range(5), *range(5)]), "dropped"


check()
