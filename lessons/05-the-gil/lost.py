import time
from threading import Thread


# Has the coins looked at, which takes a second.
def checked(coins):
    time.sleep(1)
    return coins


def deposit(chest):
    chest[0] = checked(chest[0]) + 1


chest = [0]
ann = Thread(target=deposit, args=(chest,))
bo = Thread(target=deposit, args=(chest,))
ann.start()
bo.start()
ann.join()
bo.join()
print(f"coins: {chest[0]}")
