import asyncio

async def lines(lock):
    async with lock:
        try:
            for n in range(5):
                yield n
                await asyncio.sleep(1)
        finally:
            await asyncio.sleep(1)
            print("cleaned up, lock held:", lock.locked())

async def main():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock()
    source = lines(lock)
    async for n in source:
        print(n)
        if n == 2:
            break
    await source.aclose()
    print(lock.locked(), round(loop.time()))
    source = lines(lock)
    try:
        async for n in source:
            raise ValueError("in the loop")
    except ValueError as e:
        await source.aclose()
        print(e, lock.locked())
    source = lines(lock)
    print(await anext(source))
    try:
        await source.athrow(OSError("thrown in"))
    except OSError as e:
        print(e, lock.locked(), round(loop.time()))

asyncio.run(main())
