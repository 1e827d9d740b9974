import time


def speaker():
    while True:
        yield


begun = time.perf_counter()
for i in range(50_000):
    next(speaker())
s = time.perf_counter() - begun
print(f"to start: {s / 0.05:.2f} µs")

ada = speaker()
bob = speaker()
begun = time.perf_counter()
for round in range(100_000):
    next(ada)
    next(bob)
s = time.perf_counter() - begun
print(f"to switch: {s / 0.2:.2f} µs")
