import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    return f"{farm}: {10 * s} eggs"


async def main():
    north = asyncio.create_task(ask("north", 3))
    river = asyncio.create_task(ask("river", 2))
    calls = asyncio.gather(
        north, river, return_exceptions=True
    )
    await asyncio.sleep(1)
    north.cancel()
    for each in await calls:
        is_error = isinstance(each, BaseException)
        print(type(each).__name__ if is_error else each)


asyncio.run(main())
