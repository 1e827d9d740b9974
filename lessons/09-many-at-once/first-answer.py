import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")


async def main():
    north = asyncio.create_task(ask("north", 3))
    river = asyncio.create_task(ask("river", 1))
    hill = asyncio.create_task(ask("hill", 2))
    done, pending = await asyncio.wait(
        [north, river, hill],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print(f"{len(done)} done, {len(pending)} pending")
    for call in pending:
        call.cancel()
    await asyncio.sleep(3)
    print("home")


asyncio.run(main())
