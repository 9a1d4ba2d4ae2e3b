from threading import Thread


def check():
    tea, rice, milk = Account("tea", 9), Account("rice", 9), Account("milk", 9)
    first, second = Account("twin", 9), Account("twin", 9)
    ways = [(tea, rice, 1), (rice, milk, 2), (milk, tea, 3)]
    for together in (ways, [(first, second, 4), (second, first, 1)], [(tea, tea, 5)]):
        threads = [
            Thread(target=transfer, args=way, name=name, daemon=True)
            for way, name in zip(together, "CDE")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (tea.balance, rice.balance, milk.balance) == (11, 8, 8), "money_lost"
    assert (first.balance, second.balance) == (6, 12), "money_lost"


check()
