import asyncio
import time

async def careless():
    await asyncio.sleep(0)
    time.sleep(5)
    print("blocked for 5 seconds")
    return "result"

async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(1):
            print(await careless())
            print("the limit has passed, and nobody could say so")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("TimeoutError after", round(loop.time() - start), "seconds")
    loop.call_later(1, print, "timer 1")
    loop.call_later(3, print, "timer 3")
    loop.call_later(2, print, "timer 2")
    time.sleep(10)
    loop.call_soon(print, "soon")
    await asyncio.sleep(0)

asyncio.run(main())
