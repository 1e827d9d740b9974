import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def greet():
    print("welcome")


async def main():
    tea = asyncio.create_task(make("tea", 1))
    await greet()
    print("have a seat")
    await tea


asyncio.run(main())
