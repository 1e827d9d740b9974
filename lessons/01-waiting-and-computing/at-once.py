import asyncio


async def photo(star, s):
    print(f"{star}: asked")
    await asyncio.sleep(s)
    print(f"{star}: here")


async def main():
    vega = photo("vega", 3)
    rigel = photo("rigel", 1)
    mira = photo("mira", 2)
    await asyncio.gather(vega, rigel, mira)


asyncio.run(main())
