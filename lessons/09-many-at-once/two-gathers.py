import asyncio


async def main():
    short = asyncio.gather(
        asyncio.sleep(1), asyncio.sleep(2)
    )
    long = asyncio.gather(asyncio.sleep(3))
    await long
    await short


asyncio.run(main())
