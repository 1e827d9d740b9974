import asyncio

async def consumer(cond, name, need):
    try:
        async with cond:
            await cond.wait_for(lambda: stock["n"] >= need)
            stock["n"] -= need
            print(name, "took", need, "left", stock["n"])
    except asyncio.CancelledError:
        print(name, "cancelled, lock held:", cond.locked())
        raise

stock = {"n": 0}

async def main():
    cond = asyncio.Condition()
    tasks = [asyncio.create_task(consumer(cond, name, need)) for name, need in (("a", 3), ("b", 1), ("c", 2))]
    await asyncio.sleep(0)
    for n in range(1, 7):
        async with cond:
            stock["n"] += 1
            cond.notify_all()
        await asyncio.sleep(1)
        if n == 1:
            tasks[0].cancel()
            async with cond:
                cond.notify()
    await asyncio.wait(tasks)
    print(stock["n"], *[t.cancelled() for t in tasks])

asyncio.run(main())
