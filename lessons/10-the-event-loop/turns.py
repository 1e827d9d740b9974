import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, print, "toast: done")
    loop.call_soon(print, "tea: on")
    loop.call_soon(print, "toast: on")
    print("ordered")
    await asyncio.sleep(3)


asyncio.run(main())
