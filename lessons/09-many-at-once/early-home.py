import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    if farm == "river":
        raise ValueError("wrong number")
    print(f"{farm}: {10 * s} eggs")


async def main():
    try:
        await asyncio.gather(
            ask("north", 2), ask("river", 1)
        )
    except ValueError as error:
        print(error)
    print("home")


asyncio.run(main())
