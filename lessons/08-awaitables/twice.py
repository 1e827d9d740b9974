import asyncio


async def main():
    box = asyncio.get_running_loop().create_future()
    box.set_result("cake")
    print(await box)
    box.set_result("bread")
    print(await box)


asyncio.run(main())
