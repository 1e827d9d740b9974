import asyncio

async def work(n):
    await asyncio.sleep(n)
    return n

async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(work(n)) for n in (4, 1, 3, 2)]
    for next_one in asyncio.as_completed(tasks, timeout=2.5):
        try:
            print("plain", await next_one, round(loop.time(), 1))
        except TimeoutError:
            print("plain TimeoutError", round(loop.time(), 1))
    print([t.done() for t in tasks].count(True), "done")
    left = [t for t in tasks if not t.done()]
    try:
        async for task in asyncio.as_completed(left, timeout=1):
            print("async", task.result(), task in tasks)
    except TimeoutError:
        print("async TimeoutError", round(loop.time(), 1))

asyncio.run(main())
