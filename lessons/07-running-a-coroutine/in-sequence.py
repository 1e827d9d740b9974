import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    await make("tea", 1)
    await make("toast", 2)


asyncio.run(main())
