import asyncio
import time


async def clock():
    for tick in range(1, 4):
        await asyncio.sleep(1)
        print(f"tick {tick}")


async def grind():
    time.sleep(2.5)
    return "coffee"


async def main():
    ticking = asyncio.create_task(clock())
    print(await grind())
    await ticking


asyncio.run(main())
