import asyncio
import time


async def fry(dish):
    for turn in range(1, 3):
        time.sleep(1)
        print(f"{dish}: turn {turn}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(fry("eggs"), fry("greens"))


asyncio.run(main())
