import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    calls = asyncio.gather(
        ask("north", 1),
        ask("river", 2),
    )
    print("coffee")
    await asyncio.sleep(3)
    print("back")
    eggs = await calls
    print(*eggs)


asyncio.run(main())
