import asyncio

async def worker(q, name):
    while True:
        n = await q.get()
        await asyncio.sleep(n)
        print(name, "did", n)
        q.task_done()

async def main():
    q = asyncio.Queue()
    await q.join()
    print("nothing to wait for")
    for n in (3, 1, 2, 1):
        q.put_nowait(n)
    workers = [asyncio.create_task(worker(q, name)) for name in "ab"]
    await q.join()
    print("joined at", round(asyncio.get_running_loop().time()))
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    for w in workers:
        w.cancel()
    print(*[type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])
    for use in (q.get_nowait, lambda: asyncio.Queue(-1).full()):
        try:
            print(use())
        except asyncio.QueueEmpty as e:
            print(type(e).__name__, str(e))

asyncio.run(main())
