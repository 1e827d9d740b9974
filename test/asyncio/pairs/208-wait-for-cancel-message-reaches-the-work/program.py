import asyncio

async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("work:", e, asyncio.current_task().get_name())
        raise

async def main():
    inline = asyncio.create_task(asyncio.wait_for(work(), 5), name="inline")
    inner = asyncio.create_task(work(), name="inner")
    task = asyncio.create_task(asyncio.wait_for(inner, None), name="task")
    await asyncio.sleep(1)
    for t in (inline, task):
        t.cancel("stop " + t.get_name())
        try:
            await t
        except asyncio.CancelledError as e:
            print("main:", e)
    print(inner.cancelled(), inner.cancelling())

asyncio.run(main())
