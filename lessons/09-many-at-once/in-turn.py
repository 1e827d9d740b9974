import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    if farm == "river":
        raise ValueError("wrong number")
    print(f"{farm}: {10 * s} eggs")


async def main():
    north = asyncio.create_task(ask("north", 3))
    river = asyncio.create_task(ask("river", 1))
    await north
    await river
    print("home")


asyncio.run(main())
