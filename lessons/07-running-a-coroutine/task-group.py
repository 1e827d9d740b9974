import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(make("tea", 1))
        group.create_task(make("toast", 2))
        print("ordered")
    print("served")


asyncio.run(main())
