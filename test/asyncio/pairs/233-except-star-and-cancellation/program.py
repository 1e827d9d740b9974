import asyncio

async def work(how):
    try:
        try:
            await asyncio.sleep(10)
        except* ValueError:
            print("not this")
    except asyncio.CancelledError as e:
        print("passes through:", e)
    try:
        await asyncio.sleep(10)
    except* asyncio.CancelledError as eg:
        print("caught", type(eg).__name__, *[type(e).__name__ for e in eg.exceptions])
    return "end"

async def main():
    task = asyncio.create_task(work(1))
    for n in (1, 2):
        await asyncio.sleep(1)
        task.cancel(f"request {n}")
    print(await task, task.cancelling())

asyncio.run(main())
