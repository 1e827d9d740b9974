import asyncio


async def main():
    loop = asyncio.get_running_loop()
    box = loop.create_future()
    print("waiting")
    print(await box)
    print("home")


asyncio.run(main())
