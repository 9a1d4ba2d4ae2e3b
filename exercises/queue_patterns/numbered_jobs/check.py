from threading import Thread


def check():
    jobs = Jobs()

    def put_two(name):
        jobs.put(5, {"from": name, "place": 2})
        jobs.put(5, {"from": name, "place": 1})

    threads = [Thread(target=put_two, args=(name,), name=name, daemon=True) for name in ("C", "D")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    jobs.put(1, {"from": "urgent"})
    got = []
    taker = Thread(target=lambda: got.extend(jobs.get() for _ in range(5)), daemon=True)
    taker.start()
    taker.join()
    assert len(got) == 5 and got[0] == {"from": "urgent"}, "urgent"
    for name in ("C", "D"):
        places = [job["place"] for job in got if job["from"] == name]
        assert places == [2, 1], "order"


check()
