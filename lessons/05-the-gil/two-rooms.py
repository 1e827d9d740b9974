from threading import Thread


def count():
    total = 0
    for coin in range(3_000_000):
        total = (total + coin) % 997
    print(total)


ann = Thread(target=count)
bo = Thread(target=count)
ann.start()
bo.start()
ann.join()
bo.join()
