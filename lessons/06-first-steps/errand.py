import asyncio
import time


def errand(s):
    time.sleep(s)
    print("messenger: back")


async def main():
    asyncio.create_task(asyncio.to_thread(errand, 3))
    await asyncio.sleep(1)
    print("main: done")


asyncio.run(main())
print("closed")
