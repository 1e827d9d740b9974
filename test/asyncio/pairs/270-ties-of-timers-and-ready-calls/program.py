import asyncio

async def main():
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.call_later(1, print, "later 1")
    loop.call_at(now + 1, print, "at 1")
    loop.call_at(now + 0.5, lambda: (print("at 0.5"), loop.call_at(now + 1, print, "at 1, set at 0.5")))
    loop.call_later(0, print, "later 0")
    loop.call_soon(print, "soon")
    loop.call_at(now - 5, print, "at -5")
    loop.call_later(-1, print, "later -1")
    loop.call_later(1, lambda: loop.call_soon(print, "soon, from a timer at 1"))
    loop.call_later(1, print, "later 1 again")
    await asyncio.sleep(0)
    print("main, second turn")
    await asyncio.sleep(1)
    print("main at", round(loop.time()))
    await asyncio.sleep(0.5)

asyncio.run(main())
