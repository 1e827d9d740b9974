import asyncio
import time


async def letter(to):
    time.sleep(1)
    await asyncio.sleep(2)
    print(f"{to}: reply")


async def main():
    oslo = asyncio.create_task(letter("oslo"))
    lima = asyncio.create_task(letter("lima"))
    rome = asyncio.create_task(letter("rome"))
    await oslo
    await lima
    await rome


asyncio.run(main())
