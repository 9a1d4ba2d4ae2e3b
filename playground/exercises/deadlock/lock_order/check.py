from threading import Thread


def check():
    tea, rice, milk = Account("tea", 9), Account("rice", 9), Account("milk", 9)
    ways = [(tea, rice, 1), (rice, milk, 2), (milk, tea, 3)]
    threads = [
        Thread(target=transfer, args=way, name=name, daemon=True) for way, name in zip(ways, "CDE")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tea.balance, rice.balance, milk.balance) == (11, 8, 8), "money_lost"


check()
