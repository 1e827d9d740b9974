import asyncio


async def photo(star, s):
    print(f"{star}: asked")
    await asyncio.sleep(s)
    print(f"{star}: here")


async def main():
    await photo("vega", 3)
    await photo("rigel", 1)
    await photo("mira", 2)


asyncio.run(main())
