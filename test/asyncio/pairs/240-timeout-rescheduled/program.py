import asyncio

async def main():
    loop = asyncio.get_running_loop()
    async def run(label, when):
        start = loop.time()
        try:
            async with asyncio.timeout(2) as cm:
                await asyncio.sleep(1)
                cm.reschedule(None if when is None else start + when)
                await asyncio.sleep(4)
            print(label, "through", round(loop.time() - start, 1), cm.expired())
        except TimeoutError:
            print(label, "TimeoutError", round(loop.time() - start, 1), cm.expired())
    await run("later", 4)
    await run("much later", 9)
    await run("sooner", 1.5)
    await run("in the past", 0.5)
    await run("never", None)
    try:
        async with asyncio.timeout(1) as cm:
            pass
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)

asyncio.run(main())
