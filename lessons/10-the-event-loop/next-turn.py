import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def tea():
        print("tea")
        loop.call_soon(print, "milk")

    loop.call_soon(tea)
    loop.call_soon(print, "toast")
    await asyncio.sleep(1)


asyncio.run(main())
