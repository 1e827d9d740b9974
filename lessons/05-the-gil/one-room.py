# A tenth of the coins: this loop is slower in Python.
def count():
    total = 0
    for coin in range(3_000_000):
        total = (total + coin) % 997
    print(total)


count()
count()
