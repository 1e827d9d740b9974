import time


def speaker():
    while True:
        yield


begun = time.perf_counter()
for i in range(50_000):
    next(speaker())
us = (time.perf_counter() - begun) * 1e6 / 50_000
print(f"to start: {us:.2f} µs")

ada = speaker()
bob = speaker()
begun = time.perf_counter()
for round in range(100_000):
    next(ada)
    next(bob)
us = (time.perf_counter() - begun) * 1e6 / 200_000
print(f"to switch: {us:.2f} µs")
