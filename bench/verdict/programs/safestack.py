# broken
import threading

free = [1, 2, -1]
head, count = 0, 3
guard = threading.Lock()
values = [0, 1, 2]


def pop():
    global head, count
    while count > 1:
        place = head
        with guard:
            following, free[place] = free[place], -2
        if following >= 0:
            with guard:
                same = head == place
                if same:
                    head = following
            if same:
                with guard:
                    count -= 1
                return place
        with guard:
            if free[place] == -2:
                free[place] = following
        return -1
    return -1


def push(place):
    global head, count
    for _ in range(3):
        with guard:
            free[place] = head
            head = place
            count += 1
        return


def work(me):
    for _ in range(2):
        place = pop()
        if place < 0:
            continue
        values[place] = me
        assert values[place] == me, "two have the same place"
        push(place)


threads = [threading.Thread(target=work, args=(n + 10,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
