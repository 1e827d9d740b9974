import asyncio

async def getter(q, name):
    try:
        print(name, "got", await q.get())
    except asyncio.CancelledError:
        print(name, "gave up")
        raise

async def putter(q, item):
    try:
        await q.put(item)
        print("put", item)
    except asyncio.CancelledError:
        print("did not put", item)
        raise

async def main():
    q = asyncio.Queue(1)
    getters = [asyncio.create_task(getter(q, name)) for name in "abc"]
    await asyncio.sleep(0)
    q.put_nowait(1)
    getters[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    q.put_nowait(2)
    await asyncio.wait(getters)
    putters = [asyncio.create_task(putter(q, item)) for item in "xyz"]
    await asyncio.sleep(0)
    putters[1].cancel()
    await asyncio.sleep(0)
    print(q.full(), await q.get())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(q.full(), await q.get(), q.qsize())
    await asyncio.wait(putters)

asyncio.run(main())
