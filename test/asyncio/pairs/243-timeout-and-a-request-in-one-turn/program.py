import asyncio

async def block(order):
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    if order == "request first":
        loop.call_later(1, me.cancel, "request")
    try:
        async with asyncio.timeout(1) as cm:
            if order == "limit first":
                loop.call_later(1, me.cancel, "request")
            await asyncio.sleep(10)
    except TimeoutError:
        print(order, "TimeoutError", cm.expired(), me.cancelling())
    except asyncio.CancelledError as e:
        print(order, "CancelledError", repr(str(e)), cm.expired(), me.cancelling())
        raise

async def main():
    for order in ("request first", "limit first"):
        task = asyncio.create_task(block(order))
        await asyncio.wait([task])
        print(task.cancelled())

asyncio.run(main())
