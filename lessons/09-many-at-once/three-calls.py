import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    eggs = await asyncio.gather(
        ask("north", 3),
        ask("river", 1),
        ask("hill", 2),
    )
    print(*eggs)


asyncio.run(main())
