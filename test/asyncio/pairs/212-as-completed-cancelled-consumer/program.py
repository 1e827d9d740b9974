import asyncio

async def work(n):
    await asyncio.sleep(n)
    print("work", n, "done")
    return n

async def consume(tasks):
    try:
        for next_one in asyncio.as_completed(tasks):
            print("consumed", await next_one)
    except asyncio.CancelledError:
        print("consumer cancelled")
        raise

async def main():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2, 3)]
    consumer = asyncio.create_task(consume(tasks))
    await asyncio.sleep(1.5)
    consumer.cancel()
    await asyncio.wait([consumer])
    await asyncio.wait(tasks)
    print(consumer.cancelled(), *[t.result() for t in tasks])

asyncio.run(main())
