import asyncio

async def work(n):
    try:
        await asyncio.sleep(1)
        print("work", n, "slept")
    except asyncio.CancelledError:
        print("work", n, "cancelled", asyncio.current_task().cancelling())

async def main():
    one = asyncio.create_task(work(1))
    print(one.cancel(), one.cancelling(), one.uncancel())
    two = asyncio.create_task(work(2))
    two.cancel()
    two.cancel()
    print(two.uncancel(), "left")
    three = asyncio.create_task(work(3))
    await asyncio.sleep(0)
    three.cancel()
    print(three.uncancel(), "left, but it was delivered to the future")
    for task in (one, two, three):
        await asyncio.wait([task])
        print(task.cancelled(), task.cancelling())
    print(one.uncancel())

asyncio.run(main())
