import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    try:
        await asyncio.sleep(s)
    finally:
        print(f"{farm}: hangs up")
    if farm == "river":
        raise ValueError("wrong number")
    print(f"{farm}: {10 * s} eggs")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(ask("north", 2))
            group.create_task(ask("river", 1))
    except* ValueError:
        print("no eggs today")


asyncio.run(main())
