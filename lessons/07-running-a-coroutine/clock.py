import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def clock():
    for tick in range(1, 4):
        await asyncio.sleep(0.8)
        print(f"tick {tick}")


async def main():
    ticking = asyncio.create_task(clock())
    await make("tea", 1)
    await make("toast", 2)
    await ticking


asyncio.run(main())
