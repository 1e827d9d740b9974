import asyncio

async def child(n, error):
    await asyncio.sleep(n)
    raise error

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child(1, ValueError("v")))
            tg.create_task(child(1, OSError("o")))
    except* ValueError as eg:
        await asyncio.sleep(1)
        print("ValueError at", round(loop.time()))
    except* OSError as eg:
        await asyncio.sleep(1)
        print("OSError at", round(loop.time()))
    finally:
        print("finally at", round(loop.time()))

asyncio.run(main())
