import asyncio
import time


def grind(what):
    print(f"{what}: begun")
    time.sleep(2)
    return what


async def main():
    loop = asyncio.get_running_loop()
    coffee = loop.run_in_executor(None, grind, "coffee")
    sugar = asyncio.to_thread(grind, "sugar")
    await asyncio.sleep(2)
    print("back")
    print(await coffee)
    print(await sugar)


asyncio.run(main())
