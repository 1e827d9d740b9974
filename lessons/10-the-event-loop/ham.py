import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(3600, print, "ham: done")
    loop.call_later(1, print, "tea: done")
    await asyncio.sleep(3601)


asyncio.run(main())
