import asyncio

async def leaf():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("leaf", e.args)
        raise

async def middle(task):
    try:
        await task
    except asyncio.CancelledError as e:
        print("middle", e.args)
        raise asyncio.CancelledError("from the middle")

async def main():
    inner = asyncio.create_task(leaf())
    outer = asyncio.create_task(middle(inner))
    await asyncio.sleep(1)
    outer.cancel("from the top")
    for task in (outer, inner):
        try:
            await task
        except asyncio.CancelledError as e:
            print("main", e.args)
        try:
            await task
        except asyncio.CancelledError as e:
            print("again", e.args)

asyncio.run(main())
