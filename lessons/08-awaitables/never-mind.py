import asyncio
import time


def grind():
    time.sleep(3)
    print("ground")
    return "coffee"


async def main():
    order = asyncio.create_task(asyncio.to_thread(grind))
    await asyncio.sleep(1)
    order.cancel()
    print("never mind")


asyncio.run(main())
print("closed")
