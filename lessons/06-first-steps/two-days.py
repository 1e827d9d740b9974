import asyncio


async def letter(to, s):
    print(f"{to}: sent")
    await asyncio.sleep(s)
    print(f"{to}: reply")


async def monday():
    asyncio.create_task(letter("oslo", 3))
    await letter("lima", 1)


async def tuesday():
    await letter("rome", 4)


asyncio.run(monday())
asyncio.run(tuesday())
