import asyncio
from math import sin


async def count(star):
    print(f"{star}: begun")
    stars = 0
    for pixel in range(1_000_000):
        if sin(pixel) > 0.9999:
            stars += 1
    print(f"{star}: counted")


async def main():
    await asyncio.gather(count("vega"), count("mira"))


asyncio.run(main())
