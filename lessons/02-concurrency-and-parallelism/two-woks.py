import asyncio
import time


async def fry(dish, s):
    print(f"{dish}: in")
    time.sleep(s)
    print(f"{dish}: done")


async def main():
    await asyncio.gather(fry("eggs", 2), fry("greens", 2))


asyncio.run(main())
