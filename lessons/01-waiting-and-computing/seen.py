import asyncio
from math import sin


async def main():
    await asyncio.sleep(0.5)
    stars = 0
    for pixel in range(1_000_000):
        if sin(pixel) > 0.9999:
            stars += 1
    print(f"{stars} stars")


asyncio.run(main())
