from math import sin
from time import perf_counter, process_time

began = perf_counter()
worked = process_time()
stars = 0
# A quarter of the pixels: this loop is slower in Python.
for pixel in range(1_000_000):
    if sin(pixel) > 0.9999:
        stars += 1
processor = process_time() - worked
elapsed = perf_counter() - began
print(f"{stars} stars")
print("elapsed:", f"{elapsed:.2f}")
print("processor:", f"{processor:.2f}")
