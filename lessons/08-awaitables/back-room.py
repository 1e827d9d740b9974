import asyncio
import time


async def clock():
    for tick in range(1, 4):
        await asyncio.sleep(1)
        print(f"tick {tick}")


def grind():
    time.sleep(2.5)
    return "coffee"


async def main():
    ticking = asyncio.create_task(clock())
    print(await asyncio.to_thread(grind))
    await ticking


asyncio.run(main())
