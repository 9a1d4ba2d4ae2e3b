from threading import Thread


def check():
    office = BoxOffice(tickets=2)
    buyers = [
        Thread(target=office.sell, args=(name,), name=name, daemon=True) for name in ("C", "D", "E")
    ]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    assert len(office.sold_to) <= 2, "sold_twice"
    assert len(office.sold_to) == 2 and office.left == 0, "unsold"
    office.sell("F")
    assert len(office.sold_to) == 2 and office.left == 0, "sold_twice"


check()
