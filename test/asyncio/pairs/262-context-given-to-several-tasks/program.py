import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)

async def add(n):
    for _ in range(3):
        var.set(var.get() + n)
        await asyncio.sleep(0)
    return var.get()

async def in_group(context):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(add(n), context=context) for n in (1, 10)]
    return [t.result() for t in tasks]

async def main():
    shared = contextvars.copy_context()
    print(*(await in_group(shared)), shared.get(var))
    print(*(await in_group(None)), var.get())
    print(*(await asyncio.gather(add(100), add(1000))), var.get())
    await add(5)
    print(var.get())
    asyncio.get_running_loop().call_soon(shared.run, print, "callback")

asyncio.run(main())
