import asyncio
import time


def grind(box):
    time.sleep(1)
    box.set_result("coffee")
    time.sleep(2)
    print("back room: tidy")


async def main():
    loop = asyncio.get_running_loop()
    box = loop.create_future()
    work = loop.run_in_executor(None, grind, box)
    print(await box)
    await work


asyncio.run(main())
