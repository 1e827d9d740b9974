import asyncio
from requests import get


async def photo(star, s):
    print(f"{star}: asked")
    await asyncio.to_thread(get, f"http://demo.test/delay/{s}")
    print(f"{star}: here")


async def main():
    vega = photo("vega", 3)
    rigel = photo("rigel", 1)
    mira = photo("mira", 2)
    await asyncio.gather(vega, rigel, mira)


asyncio.run(main())
