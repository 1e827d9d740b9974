import time
from hashlib import pbkdf2_hmac
from threading import Thread


def fry(dishes):
    pbkdf2_hmac("sha256", b"eggs", b"salt", dishes * 100_000)


def cook(name, dishes):
    return Thread(target=fry, args=[dishes], name=name)


alone = [cook("alone", 2)]
both = [cook("first", 1), cook("second", 1)]

for team in [alone, both]:
    start = time.monotonic()
    for each in team:
        each.start()
    for each in team:
        each.join()
    took = time.monotonic() - start
    print(f"{len(team)} at work: {took:.2f} s")
