import asyncio


async def main():
    loop = asyncio.get_running_loop()
    box = loop.create_future()
    loop.call_later(2, lambda: box.set_result("cake"))
    print(await box)


asyncio.run(main())
