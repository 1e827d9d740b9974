import asyncio
import time


async def grind(s):
    time.sleep(s)


async def main():
    await asyncio.gather(grind(1), grind(2))


asyncio.run(main())
