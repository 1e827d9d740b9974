import asyncio

async def work(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(f"bad {n}")
    return n

async def main():
    for next_one in asyncio.as_completed([work(3), work(2), work(1)]):
        try:
            print(await next_one)
        except ValueError as e:
            print("ValueError", e)
    async for task in asyncio.as_completed([work(3), work(2), work(1)]):
        print("failed" if task.exception() else task.result())

asyncio.run(main())
