import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    north = asyncio.create_task(ask("north", 3))
    river = asyncio.create_task(ask("river", 2))
    calls = asyncio.gather(
        north, river, return_exceptions=True
    )
    await asyncio.sleep(1)
    north.cancel()
    answers = await calls
    for answer in answers:
        is_error = isinstance(answer, BaseException)
        print(type(answer).__name__ if is_error else answer)


asyncio.run(main())
