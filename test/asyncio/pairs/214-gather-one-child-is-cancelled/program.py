import asyncio

async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(asyncio.sleep(1, "a"))
    b = asyncio.create_task(asyncio.sleep(2, "b"))
    g = asyncio.gather(a, b)
    loop.call_later(0.5, a.cancel, "only a")
    try:
        await g
    except asyncio.CancelledError as e:
        print("CancelledError", e, g.done(), g.cancelled(), asyncio.current_task().cancelling())
    print(b.done(), await b)

asyncio.run(main())
