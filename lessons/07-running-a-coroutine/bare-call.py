import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def main():
    print("open")
    make("tea", 1)
    print("close")


asyncio.run(main())
