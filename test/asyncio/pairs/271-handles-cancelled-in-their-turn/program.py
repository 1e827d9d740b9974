import asyncio

async def main():
    loop = asyncio.get_running_loop()
    handles = {}
    def first():
        print("first cancels third")
        handles["third"].cancel()
        handles["first"].cancel()
    handles["first"] = loop.call_soon(first)
    handles["second"] = loop.call_soon(print, "second")
    handles["third"] = loop.call_soon(print, "third")
    timer = loop.call_later(1, print, "never")
    loop.call_later(1, print, "timer")
    print(round(timer.when() - loop.time()), timer.cancelled())
    timer.cancel()
    timer.cancel()
    await asyncio.sleep(2)
    print(*[f"{name} {handles[name].cancelled()}" for name in handles], timer.cancelled())

asyncio.run(main())
