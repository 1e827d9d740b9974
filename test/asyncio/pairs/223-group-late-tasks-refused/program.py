import asyncio

async def failing():
    raise ValueError("first")

async def late(tg):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        coro = asyncio.sleep(0)
        try:
            tg.create_task(coro)
        except RuntimeError as e:
            print("refused:", str(e).split("> ")[1])
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(late(tg))
            await asyncio.sleep(0)
            tg.create_task(failing())
            await asyncio.sleep(0)
            print("body goes on for a turn")
            await asyncio.sleep(1)
            print("never")
    except* ValueError as eg:
        print(len(eg.exceptions))
    try:
        tg.create_task(asyncio.sleep(0))
    except RuntimeError as e:
        print("refused:", str(e).split("> ")[1])

asyncio.run(main())
