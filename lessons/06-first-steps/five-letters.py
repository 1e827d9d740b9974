import asyncio
import time


async def letter(to):
    time.sleep(1)
    print(f"{to}: sent")
    await asyncio.sleep(3)
    time.sleep(1)
    print(f"{to}: read")


async def main():
    cities = ["oslo", "lima", "rome", "cairo", "kyoto"]
    tasks = [asyncio.create_task(letter(to)) for to in cities]
    for each in tasks:
        await each


asyncio.run(main())
