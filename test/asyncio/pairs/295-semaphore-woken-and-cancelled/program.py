import asyncio

async def worker(sem, name):
    try:
        await sem.acquire()
        print(name, "has it")
        sem.release()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    sem = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(worker(sem, name)) for name in "abc"]
    await asyncio.sleep(0)
    sem.release()
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print(sem.locked(), *[t.cancelled() for t in tasks])
    bounded = asyncio.BoundedSemaphore(1)
    async with bounded:
        print(bounded.locked())
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)

asyncio.run(main())
