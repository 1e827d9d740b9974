import asyncio
import time


async def letter(to):
    time.sleep(1)
    print(f"{to}: sent")
    await asyncio.sleep(3)
    time.sleep(1)
    print(f"{to}: read")


async def main():
    oslo = asyncio.create_task(letter("oslo"))
    lima = asyncio.create_task(letter("lima"))
    await oslo
    await lima


asyncio.run(main())
