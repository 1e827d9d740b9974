import asyncio

async def waiter(event, name):
    print(name, "woken", await event.wait(), event.is_set())

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, name)) for name in "ab"]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    late = asyncio.create_task(waiter(event, "late"))
    await asyncio.wait(tasks)
    print(late.done(), event.is_set())
    tasks = [asyncio.create_task(waiter(event, "c"))]
    await asyncio.sleep(0)
    tasks[0].cancel()
    event.set()
    await asyncio.wait([late, *tasks])
    print(tasks[0].cancelled(), await event.wait())

asyncio.run(main())
