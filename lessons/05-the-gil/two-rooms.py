import time
from threading import Thread


# A tenth of the coins: this loop is slower in Python.
def count(rounds):
    total = 0
    for coin in range(rounds * 3_000_000):
        total = (total + coin) % 997


one = [Thread(target=count, args=(2,))]
two = [Thread(target=count, args=(1,)) for _ in range(2)]

for clerks in [one, two]:
    start = time.monotonic()
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    took = time.monotonic() - start
    print(f"{len(clerks)} at work: {took:.2f} s")
