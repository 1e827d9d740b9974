import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    try:
        await asyncio.sleep(s)
        if farm == "river":
            raise ValueError("wrong number")
        print(f"{farm}: {10 * s} eggs")
    finally:
        print(f"{farm}: hangs up")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(ask("north", 2))
        group.create_task(ask("river", 1))
    print("home")


try:
    asyncio.run(main())
except* ValueError:
    print("no eggs today")
