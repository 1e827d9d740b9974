import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


async def guest():
    await asyncio.sleep(0.5)
    print("guest: tea, please")
    await make("tea", 1)


async def main():
    coming = asyncio.create_task(guest())
    await make("toast", 2)
    await coming


asyncio.run(main())
