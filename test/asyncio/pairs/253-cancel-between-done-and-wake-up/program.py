import asyncio

async def waiter(fut, name):
    try:
        print(name, "got", await fut)
        await asyncio.sleep(0)
        print(name, "end")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    fut = asyncio.get_running_loop().create_future()
    a = asyncio.create_task(waiter(fut, "a"))
    b = asyncio.create_task(waiter(fut, "b"))
    await asyncio.sleep(0)
    fut.set_result("value")
    print("cancel a after the result:", a.cancel())
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), fut.result())
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    await done
    print(done.cancel(), done.cancelling(), done.result())

asyncio.run(main())
