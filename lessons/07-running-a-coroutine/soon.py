import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    tea = asyncio.create_task(make("tea", 1))
    print("ordered")
    await tea


asyncio.run(main())
