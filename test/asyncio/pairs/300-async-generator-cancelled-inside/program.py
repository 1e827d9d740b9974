import asyncio

async def ticks():
    n = 0
    try:
        while True:
            await asyncio.sleep(1)
            n += 1
            yield n
    except asyncio.CancelledError as e:
        print("generator:", e)
        raise
    finally:
        print("generator closed after", n)

async def consumer():
    try:
        async for n in ticks():
            print("tick", n)
    except asyncio.CancelledError as e:
        print("consumer:", e)
        raise

async def main():
    task = asyncio.create_task(consumer())
    await asyncio.sleep(2.5)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as e:
        print("main:", e)

asyncio.run(main())
