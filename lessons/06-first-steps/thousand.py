import asyncio


async def letter():
    await asyncio.sleep(1)


async def main():
    letters = []
    for n in range(1000):
        letters.append(asyncio.create_task(letter()))
    for each in letters:
        await each
    print(f"{len(letters)} replies")


asyncio.run(main())
