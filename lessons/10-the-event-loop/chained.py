import asyncio


async def main():
    loop = asyncio.get_running_loop()
    bell = loop.create_future()

    def pour():
        loop.call_later(2, lambda: bell.set_result("tea"))

    loop.call_later(1, pour)
    loop.call_later(2, print, "toast")
    print(await bell)


asyncio.run(main())
