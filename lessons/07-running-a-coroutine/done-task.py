import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    tea = asyncio.create_task(make("tea", 1))
    await tea
    toast = asyncio.create_task(make("toast", 2))
    await tea
    print("tea again")
    await toast


asyncio.run(main())
