import asyncio

async def getter(q, n):
    try:
        print("getter", n, "got", await q.get())
    except asyncio.QueueShutDown:
        print("getter", n, "QueueShutDown")

async def putter(q, n):
    try:
        await q.put(n)
        print("putter", n, "put")
    except asyncio.QueueShutDown:
        print("putter", n, "QueueShutDown")

async def main():
    empty = asyncio.Queue()
    full = asyncio.Queue(1)
    full.put_nowait("item")
    tasks = [asyncio.create_task(getter(empty, n)) for n in (1, 2)]
    tasks += [asyncio.create_task(putter(full, n)) for n in (1, 2)]
    await asyncio.sleep(0)
    empty.shutdown()
    full.shutdown()
    full.shutdown()
    await asyncio.wait(tasks)
    print(full.qsize(), full.get_nowait())
    for use in (full.get_nowait, empty.get_nowait, lambda: full.put_nowait(1), lambda: empty.put_nowait(1)):
        try:
            use()
        except asyncio.QueueShutDown as e:
            print(type(e).__name__, str(e))

asyncio.run(main())
