import asyncio
from math import sin
from time import perf_counter, process_time


async def star(name):
    await asyncio.sleep(0.5)
    stars = 0
    for pixel in range(1_000_000):
        if sin(pixel) > 0.9999:
            stars += 1
    print(f"{name}: counted")


async def main():
    await star("vega")
    await star("mira")


began = perf_counter()
worked = process_time()
asyncio.run(main())
processor = process_time() - worked
elapsed = perf_counter() - began
print("elapsed:", f"{elapsed:.2f}")
print("processor:", f"{processor:.2f}")
