import asyncio


async def letter(to, s):
    try:
        await asyncio.sleep(s)
        print(f"{to}: reply")
    finally:
        print(f"{to}: filed")


async def main():
    asyncio.create_task(letter("oslo", 1))
    asyncio.create_task(letter("lima", 9))
    await asyncio.sleep(2)
    print("main: done")


asyncio.run(main())
print("closed")
