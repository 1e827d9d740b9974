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

async def forever(event): await event.wait()

def memory(n):
    """Bytes of a task that waits for an event."""
    import resource
    def resident(): return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
    async def main():
        event = asyncio.Event()
        before = resident()
        tasks = [asyncio.create_task(forever(event)) for _ in range(n)]
        await asyncio.sleep(0)
        used = resident() - before
        event.set()
        await asyncio.gather(*tasks)
        return used / n
    return asyncio.run(main())

row, n, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if row == "memory":
    print(json.dumps({"version": sys.version.split()[0], "value": memory(n)}))
else:
    times = []
    for _ in range(rounds):
        start = time.perf_counter(); asyncio.run(globals()[row](n)); times.append(time.perf_counter() - start)
    print(json.dumps({"version": sys.version.split()[0], "value": min(times)}))
