import asyncio

async def worker(sem, name, hold):
    async with sem:
        print(name, "in at", round(loop().time(), 1))
        await asyncio.sleep(hold)
    print(name, "out")

def loop():
    return asyncio.get_running_loop()

async def main():
    sem = asyncio.Semaphore(2)
    tasks = [asyncio.create_task(worker(sem, name, hold)) for name, hold in (("a", 1), ("b", 2), ("c", 1), ("d", 1))]
    await asyncio.sleep(0.5)
    tasks.append(asyncio.create_task(worker(sem, "e", 0.5)))
    tasks[2].cancel()
    await asyncio.wait(tasks)
    print(sem.locked())
    # Who comes later does not overtake one who was woken.
    await sem.acquire()
    await sem.acquire()
    early = asyncio.create_task(worker(sem, "early", 1))
    await asyncio.sleep(0)
    sem.release()
    print("locked while someone is on the way:", sem.locked())
    late = asyncio.create_task(worker(sem, "late", 1))
    await asyncio.sleep(0.5)
    sem.release()
    await asyncio.wait([early, late])

asyncio.run(main())
