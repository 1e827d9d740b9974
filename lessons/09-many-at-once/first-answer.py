import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    calls = [
        asyncio.create_task(ask("north", 3)),
        asyncio.create_task(ask("river", 1)),
        asyncio.create_task(ask("hill", 2)),
    ]
    done, pending = await asyncio.wait(
        calls, return_when=asyncio.FIRST_COMPLETED
    )
    print(f"{len(done)} done, {len(pending)} pending")
    for call in pending:
        call.cancel()


asyncio.run(main())
