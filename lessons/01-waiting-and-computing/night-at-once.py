import asyncio
from math import sin


async def star(name):
    print(f"{name}: asked")
    await asyncio.sleep(0.5)
    stars = 0
    for pixel in range(1_000_000):
        if sin(pixel) > 0.9999:
            stars += 1
    print(f"{name}: counted")


async def main():
    await asyncio.gather(star("vega"), star("mira"))


asyncio.run(main())
