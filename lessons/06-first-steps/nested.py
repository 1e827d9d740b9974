import asyncio


async def letter(to, s):
    print(f"{to}: sent")
    await asyncio.sleep(s)
    print(f"{to}: reply")


async def main():
    print("main: on")
    asyncio.run(letter("oslo", 1))
    print("main: done")


asyncio.run(main())
