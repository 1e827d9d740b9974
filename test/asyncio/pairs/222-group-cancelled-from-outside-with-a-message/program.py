import asyncio

async def child(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("child", n, repr(str(e)))
        raise

async def block():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child(1))
            tg.create_task(child(2))
            await asyncio.sleep(0.5)
            print("body through")
    except asyncio.CancelledError as e:
        print("group:", e.args, asyncio.current_task().cancelling())
        raise

async def main():
    task = asyncio.create_task(block())
    await asyncio.sleep(1)
    task.cancel("time to go")
    try:
        await task
    except asyncio.CancelledError as e:
        print("main:", e)

asyncio.run(main())
