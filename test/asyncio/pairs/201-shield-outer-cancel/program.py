import asyncio

async def inner():
    await asyncio.sleep(1)
    print("inner done")
    return "value"

async def waiter(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError as e:
        print("waiter cancelled", e.args)
        raise

async def main():
    task = asyncio.create_task(inner())
    w = asyncio.create_task(waiter(task))
    await asyncio.sleep(0.5)
    w.cancel("give up")
    done, _ = await asyncio.wait([w])
    print("waiter", w.cancelled(), "task", task.done())
    print(await task)

asyncio.run(main())
