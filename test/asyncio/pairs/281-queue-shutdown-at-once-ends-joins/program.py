import asyncio

async def joiner(q, name):
    await q.join()
    print(name, "joined")

async def worker(q):
    while True:
        try:
            item = await q.get()
        except asyncio.QueueShutDown:
            print("worker ends")
            return
        print("working on", item)
        await asyncio.sleep(1)
        try:
            q.task_done()
        except ValueError as e:
            print("ValueError", e)

async def main():
    for immediate in (False, True):
        q = asyncio.Queue()
        for n in range(3):
            q.put_nowait(n)
        tasks = [asyncio.create_task(joiner(q, "joiner")), asyncio.create_task(worker(q))]
        await asyncio.sleep(0.5)
        q.shutdown(immediate=immediate)
        print("immediate" if immediate else "at leisure", q.qsize())
        await asyncio.wait(tasks, timeout=10)

asyncio.run(main())
