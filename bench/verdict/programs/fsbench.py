# broken
import threading

FILES, BLOCKS, WORKERS = 4, 2, 3
file_locks = [threading.Lock() for _ in range(FILES)]
block_locks = [threading.Lock() for _ in range(BLOCKS)]
file_block = [0] * FILES
busy = [False] * BLOCKS


def work(number):
    file = number % FILES
    with file_locks[file]:
        if file_block[file] == 0:
            block = (file * 2) % BLOCKS
            for _ in range(BLOCKS):
                with block_locks[block]:
                    if not busy[block]:
                        busy[block] = True
                        file_block[file] = block + 1
                        break
                block = (block + 1) % BLOCKS


threads = [threading.Thread(target=work, args=(n,)) for n in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert all(file_block[:WORKERS]), file_block
