import asyncio

async def main():
    q = asyncio.PriorityQueue()
    jobs = [(2, "b"), (1, "z"), (2, "a"), (0, "late"), (1, "a"), (2, "a", "longer")]
    for job in jobs:
        q.put_nowait(job)
    while not q.empty():
        print(*await q.get())
    texts = asyncio.PriorityQueue()
    for text in "the quick brown fox jumps over Zoe".split():
        texts.put_nowait(text)
    print(*[texts.get_nowait() for _ in range(texts.qsize())])
    numbers = asyncio.PriorityQueue(3)
    async def produce():
        for n in (5, 3, 4, 1, 2):
            await numbers.put(n)
            print("put", n)
    task = asyncio.create_task(produce())
    await asyncio.sleep(1)
    while not task.done() or not numbers.empty():
        print("got", await numbers.get())
        await asyncio.sleep(0)

asyncio.run(main())
