import asyncio

async def main():
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        q = kind()
        for n in (2, 3, 1):
            await q.put(n)
        q.shutdown()
        try:
            await q.put(4)
        except asyncio.QueueShutDown:
            print(kind.__name__, "takes no more")
        try:
            while True:
                print("got", await q.get())
                q.task_done()
        except asyncio.QueueShutDown:
            print("empty and shut down", q.empty(), q.qsize())
        await q.join()
        q = kind(2)
        q.put_nowait(1)
        q.put_nowait(2)
        late = asyncio.create_task(q.put(3))
        await asyncio.sleep(0)
        q.shutdown(True)
        await asyncio.wait([late])
        print(type(late.exception()).__name__, q.qsize())
        await q.join()

asyncio.run(main())
