import asyncio
from requests import get


async def photo(s):
    await asyncio.to_thread(get, f"http://demo.test/delay/{s}")


async def main():
    await asyncio.gather(photo(1), photo(3))
    print("first round")
    await asyncio.gather(photo(2), photo(2))
    print("second round")


asyncio.run(main())
