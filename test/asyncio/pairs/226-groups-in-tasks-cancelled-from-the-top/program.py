import asyncio

async def leaf(path):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("leaf", path)
        raise

async def node(path, depth):
    try:
        async with asyncio.TaskGroup() as tg:
            for i in range(2):
                child = f"{path}{i}"
                tg.create_task(leaf(child) if depth == 0 else node(child, depth - 1))
    finally:
        print("node", path or "root", "ends")

async def main():
    task = asyncio.create_task(node("", 1))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
