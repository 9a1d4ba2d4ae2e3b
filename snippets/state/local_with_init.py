from threading import Thread, current_thread, local


class Basket(local):
    shop = "corner shop"

    def __init__(self, made_by):
        made_by.append(current_thread().name)
        self.items = []


def shop_for(basket, item, found):
    basket.items.append(item)
    found.append((basket.shop, basket.items))


def main():
    made_by, found = [], []
    basket = Basket(made_by)
    basket.items.append("milk")
    for name, item in (("ann", "tea"), ("bob", "rice")):
        args = (basket, item, found)
        thread = Thread(target=shop_for, args=args, name=name)
        thread.start()
        thread.join()
    print("in the threads:", found)
    print("in main:", basket.items)
    print("__init__ ran in:", made_by)


if __name__ == "__main__":
    main()
