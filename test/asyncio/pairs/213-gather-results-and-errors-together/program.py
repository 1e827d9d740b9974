import asyncio

async def work(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("two")
    return n

async def main():
    cancelled = asyncio.create_task(asyncio.sleep(10))
    asyncio.get_running_loop().call_later(1, cancelled.cancel, "three")
    results = await asyncio.gather(work(1), work(2), cancelled, work(4), return_exceptions=True)
    for r in results:
        if isinstance(r, BaseException):
            print(type(r).__name__, r)
        else:
            print(r)

asyncio.run(main())
