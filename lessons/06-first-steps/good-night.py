import asyncio


async def letter():
    try:
        await asyncio.sleep(9)
    finally:
        print("sealing")
        await asyncio.sleep(1)
        print("sealed")


async def main():
    asyncio.create_task(letter())
    await asyncio.sleep(2)
    print("good night")


asyncio.run(main())
