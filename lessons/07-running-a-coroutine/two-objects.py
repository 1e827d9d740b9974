import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    tea = make("tea", 1)
    toast = make("toast", 2)
    await tea
    await toast


asyncio.run(main())
