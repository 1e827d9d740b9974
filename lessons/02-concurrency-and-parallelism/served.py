import asyncio


async def steam(dish, s):
    await asyncio.sleep(s)
    print(f"{dish}: ready")
    return dish


async def main():
    dishes = await asyncio.gather(
        steam("rice", 3),
        steam("soup", 1),
        steam("beans", 2),
    )
    print(", ".join(dishes))


asyncio.run(main())
