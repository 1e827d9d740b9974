import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, print, "toast")
    loop.call_at(loop.time() + 1, print, "tea")
    loop.call_later(0, print, "bell")
    loop.call_soon(print, "slip")
    print("main")
    await asyncio.sleep(3)


asyncio.run(main())
