import asyncio
import time


async def letter(to):
    time.sleep(1)
    print(f"{to}: sent")
    await asyncio.sleep(3)
    time.sleep(1)
    print(f"{to}: read")


async def main():
    await letter("oslo")
    await letter("lima")


asyncio.run(main())
