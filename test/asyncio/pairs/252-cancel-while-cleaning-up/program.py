import asyncio

async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("first", e)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e2:
            print("second", e2, asyncio.current_task().cancelling())
        raise
    finally:
        print("finally")
        await asyncio.sleep(1)
        print("finally slept")

async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work())
    for n in (1, 2):
        loop.call_later(n, task.cancel, f"request {n}")
    try:
        await task
    except asyncio.CancelledError as e:
        print("main", e, round(loop.time()))

asyncio.run(main())
