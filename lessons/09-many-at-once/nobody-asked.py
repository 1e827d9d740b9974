import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    raise ValueError("wrong number")


async def main():
    river = asyncio.create_task(ask("river", 1))
    await asyncio.sleep(2)
    print("over" if river.done() else "under way")
    print("home")


asyncio.run(main())
