import asyncio

async def attempt(order):
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    def put():
        if not fut.done():
            fut.set_result("result")
        else:
            print("too late")
    if order == "result first":
        loop.call_later(1, put)
    waiting = asyncio.create_task(asyncio.wait_for(fut, 1))
    await asyncio.sleep(0)
    if order == "limit first":
        loop.call_later(1, put)
    try:
        print(order, await waiting)
    except TimeoutError:
        print(order, "TimeoutError", fut.cancelled())
    await asyncio.sleep(1)

async def main():
    await attempt("result first")
    await attempt("limit first")

asyncio.run(main())
