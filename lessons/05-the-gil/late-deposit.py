import time
from threading import Thread


def checked(coins):
    time.sleep(2)
    return coins


def deposit(comes, chest):
    time.sleep(comes)
    chest[0] = checked(chest[0]) + 1


chest = [0]
ann = Thread(target=deposit, args=(0, chest))
bo = Thread(target=deposit, args=(1, chest))
cy = Thread(target=deposit, args=(2.5, chest))
for clerk in [ann, bo, cy]:
    clerk.start()
for clerk in [ann, bo, cy]:
    clerk.join()
print(f"coins: {chest[0]}")
