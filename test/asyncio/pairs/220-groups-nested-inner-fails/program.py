import asyncio

async def child(name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

def show(e, depth=0):
    print("  " * depth + type(e).__name__, str(e))
    if isinstance(e, BaseExceptionGroup):
        for member in e.exceptions:
            show(member, depth + 1)

async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(child("o1", 1))
            outer.create_task(child("o2", 5))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(child("i1", 2, ValueError("bad")))
                inner.create_task(child("i2", 5))
                inner.create_task(child("i3", 2, LookupError("worse")))
    except BaseExceptionGroup as e:
        show(e)

asyncio.run(main())
