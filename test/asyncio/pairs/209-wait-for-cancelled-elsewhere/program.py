import asyncio

async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(10))
    loop.call_later(1, task.cancel, "by a callback")
    try:
        await asyncio.wait_for(task, 5)
    except asyncio.CancelledError as e:
        print("CancelledError", e, round(loop.time()), asyncio.current_task().cancelling())
    zero = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(zero, 0)
    except TimeoutError as e:
        print("TimeoutError", type(e.__cause__).__name__, zero.cancelled())
    try:
        await asyncio.wait_for(zero, 0)
    except asyncio.CancelledError as e:
        print("cancelled before", type(e).__name__)

asyncio.run(main())
