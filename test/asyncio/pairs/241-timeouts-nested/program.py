import asyncio

async def block(inner, outer):
    loop = asyncio.get_running_loop()
    start = loop.time()
    told = []
    try:
        async with asyncio.timeout(outer) as o:
            try:
                async with asyncio.timeout(inner) as i:
                    await asyncio.sleep(10)
            except TimeoutError:
                told.append(f"inner at {round(loop.time() - start)}")
                await asyncio.sleep(2)
                told.append("slept on")
    except TimeoutError:
        told.append(f"outer at {round(loop.time() - start)}")
    print(*told, sep=", ")
    print(i.expired(), o.expired(), asyncio.current_task().cancelling())

async def main():
    for inner, outer in ((1, 5), (1, 2), (3, 1), (2, 2)):
        await block(inner, outer)

asyncio.run(main())
