import threading
import time


def speak(mine, other, n):
    for i in range(n):
        mine.acquire()
        other.release()


a, b = threading.Semaphore(1), threading.Semaphore(0)
bob = threading.Thread(target=speak, args=(b, a, 2_002))
bob.start()
speak(a, b, 2)  # now bob is there

begun = time.perf_counter()
speak(a, b, 2_000)
us = (time.perf_counter() - begun) * 1e6 / 4_000
print(f"to switch: {us:.2f} µs")
