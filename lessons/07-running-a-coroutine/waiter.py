import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    print("open")
    tea = asyncio.create_task(make("tea", 1))
    toast = asyncio.create_task(make("toast", 2))
    print("ordered")
    await toast
    await tea
    print("served")


asyncio.run(main())
