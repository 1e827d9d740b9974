import asyncio

async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    g = asyncio.gather(*futures)
    g.add_done_callback(lambda g: print("gather's callback", g.result()[0]))
    for i, f in enumerate(futures):
        f.add_done_callback(lambda f, i=i: print("callback of", i))
    async def wait():
        print("waiter has", *(await g))
    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    for i in (2, 0, 1):
        futures[i].set_result(i)
    for turn in range(4):
        print("turn", turn, g.done())
        await asyncio.sleep(0)
    await task

asyncio.run(main())
