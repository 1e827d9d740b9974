import asyncio


async def photo(s):
    # Stands for a request: Python itself has none to await.
    await asyncio.sleep(s)


async def main():
    await asyncio.gather(photo(1), photo(3))
    print("first round")
    await asyncio.gather(photo(2), photo(2))
    print("second round")


asyncio.run(main())
