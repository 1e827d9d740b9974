import asyncio

async def inner():
    for i in range(3):
        await asyncio.sleep(1)
        print("step", i)
    return "finished"

async def main():
    task = asyncio.create_task(inner())
    for attempt in range(5):
        try:
            async with asyncio.timeout(1.5):
                print("got", await asyncio.shield(task))
                break
        except TimeoutError:
            print("attempt", attempt, "timed out")

asyncio.run(main())
