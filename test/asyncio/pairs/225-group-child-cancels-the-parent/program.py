import asyncio

async def assassin(parent):
    await asyncio.sleep(1)
    print("cancel:", parent.cancel("by a child"))

async def sibling():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("sibling cancelled")
        raise

async def block(log):
    me = asyncio.current_task()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(assassin(me))
        tg.create_task(sibling())
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("body:", e, me.cancelling())
            if log == "swallow":
                return
            raise

async def main():
    for log in ("raise", "swallow"):
        task = asyncio.create_task(block(log))
        await asyncio.wait([task], timeout=30)
        print(log, task.cancelled(), task.cancelling())

asyncio.run(main())
