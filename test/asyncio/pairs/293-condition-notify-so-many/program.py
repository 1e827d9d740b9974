import asyncio

async def waiter(cond, n):
    async with cond:
        await cond.wait()
        print("waiter", n)
        if n == 1:
            await asyncio.sleep(1)
            print("waiter 1 leaves")

async def main():
    cond = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(cond, n)) for n in range(6)]
    await asyncio.sleep(0)
    for count in (2, 0, 1, 10):
        async with cond:
            print("notify", count)
            cond.notify(count)
        await asyncio.sleep(2)
    print(*[t.done() for t in tasks])
    for use in (cond.notify, cond.notify_all):
        try:
            use()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    try:
        async with cond:
            async with asyncio.timeout(1):
                await cond.wait()
    except TimeoutError:
        print("TimeoutError", cond.locked())
    lock = asyncio.Lock()
    shared = asyncio.Condition(lock)
    async with lock:
        print(shared.locked())
        shared.notify()

asyncio.run(main())
