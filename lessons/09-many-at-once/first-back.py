import asyncio


async def main():
    calls = [
        asyncio.sleep(2, "north"), asyncio.sleep(1, "river"),
    ]
    for call in asyncio.as_completed(calls):
        print(await call)


asyncio.run(main())
