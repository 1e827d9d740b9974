import asyncio

async def worker(lock, name):
    try:
        async with lock:
            print(name, "in")
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "out", lock.locked())

async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(lock, name)) for name in "abcd"]
    await asyncio.sleep(0.5)
    tasks[0].cancel()
    tasks[1].cancel()
    await asyncio.sleep(0.5)
    tasks[3].cancel()
    await asyncio.wait(tasks)
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    await lock.acquire()
    waiting = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    print("free for a moment:", lock.locked())
    print("the waiter has it:", await waiting, lock.locked())

asyncio.run(main())
