"""The rows of `bench/asyncio.ts` in CPython's asyncio: `python3 cpython.py ROW N ROUNDS` prints the best time in seconds."""
import asyncio, json, sys, time

async def nothing(): pass

async def spawn(n):
    for _ in range(n): await asyncio.create_task(nothing())

async def turns(n):
    for _ in range(n): await asyncio.sleep(0)

async def switch(n):
    a = asyncio.create_task(turns(n // 2)); b = asyncio.create_task(turns(n // 2))
    await a; await b

async def sleeps(n):
    await asyncio.gather(*[asyncio.sleep(0.001 * (i % 10)) for i in range(n)])

async def gather(n):
    for _ in range(10): await asyncio.gather(*[nothing() for _ in range(n // 10)])

async def queue(n):
    q = asyncio.Queue(100)
    async def producer():
        for i in range(n): await q.put(i)
    async def consumer():
        for _ in range(n): await q.get()
    await asyncio.gather(producer(), consumer())

async def call(n):
    for _ in range(n): await nothing()

async def wait_future(future, event): await future

async def wait_event(future, event): await event.wait()

async def wait_sleep(future, event): await asyncio.sleep(3600)

def memory(kind, n):
    """Bytes of a task that waits."""
    import resource
    def resident(): return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
    async def main():
        future, event = asyncio.get_running_loop().create_future(), asyncio.Event()
        before = resident()
        tasks = [asyncio.create_task(globals()["wait_" + kind](future, event)) for _ in range(n)]
        await asyncio.sleep(0)
        used = resident() - before
        for task in tasks: task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return used / n
    return asyncio.run(main())

row, n, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if row.startswith("memory-"):
    print(json.dumps({"version": sys.version.split()[0], "value": memory(row.removeprefix("memory-"), n)}))
else:
    times = []
    for _ in range(rounds):
        start = time.perf_counter(); asyncio.run(globals()[row](n)); times.append(time.perf_counter() - start)
    print(json.dumps({"version": sys.version.split()[0], "value": min(times)}))
