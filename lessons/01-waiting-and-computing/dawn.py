import asyncio
from math import sin


async def star(name, s):
    await asyncio.sleep(s)
    print(f"{name}: here")
    stars = 0
    for pixel in range(100_000):
        if sin(pixel) > 0.9999:
            stars += 1
    print(f"{name}: counted")


async def main():
    await asyncio.gather(
        star("vega", 2), star("rigel", 1), star("mira", 2)
    )


asyncio.run(main())
