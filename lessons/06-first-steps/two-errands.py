import asyncio
import time


def errand(s):
    time.sleep(s)


async def main():
    asyncio.create_task(asyncio.to_thread(errand, 2))
    asyncio.create_task(asyncio.to_thread(errand, 3))
    await asyncio.sleep(1)


asyncio.run(main())
