import asyncio


async def letter(to):
    await asyncio.sleep(1)
    print(f"{to}: reply")


def report(to):
    asyncio.run(letter(to))


async def main():
    print("main: on")
    report("lima")
    print("main: done")


report("oslo")
asyncio.run(main())
