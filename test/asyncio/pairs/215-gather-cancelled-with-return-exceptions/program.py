import asyncio

async def stubborn(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        if n == 2:
            return "two anyway"
        raise

async def outer():
    try:
        return await asyncio.gather(stubborn(1), stubborn(2), stubborn(3), return_exceptions=True)
    except asyncio.CancelledError as e:
        print("outer", e)
        raise

async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel("all of you")
    try:
        print(await task)
    except asyncio.CancelledError as e:
        print("main", e)

asyncio.run(main())
