from threading import Lock, Thread


def check():
    def buyers_pay(wallet, names):
        guard, paid = Lock(), []

        def buy():
            answer = wallet.pay(2)
            with guard:
                paid.append(answer)

        buyers = [Thread(target=buy, name=name, daemon=True) for name in names]
        for buyer in buyers:
            buyer.start()
        for buyer in buyers:
            buyer.join()
        return sorted(paid)

    poor, rich = Wallet(3), Wallet(5)
    answers = buyers_pay(poor, "CDE")
    assert poor.balance() >= 0, "overdrawn"
    assert (answers, poor.balance()) == ([False, False, True], 1), "wrong_answer"
    answers = buyers_pay(rich, "FG")
    assert (answers, rich.balance()) == ([True, True], 1), "refused"


check()
