import asyncio
import time


async def rice(s):
    print("rice: on")
    await asyncio.sleep(s)
    print("rice: done")


async def fry(dish, s):
    print(f"{dish}: in")
    time.sleep(s)
    print(f"{dish}: done")


async def main():
    await asyncio.gather(fry("eggs", 2), rice(3))


asyncio.run(main())
