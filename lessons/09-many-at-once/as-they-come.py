import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    north = asyncio.create_task(ask("north", 3))
    river = asyncio.create_task(ask("river", 1))
    hill = asyncio.create_task(ask("hill", 2))
    total = 0
    for call in asyncio.as_completed([north, river, hill]):
        total += await call
        print(f"{total} so far")


asyncio.run(main())
