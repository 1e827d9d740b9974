import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)

async def left(name):
    try:
        for i in range(5):
            await asyncio.sleep(1)
            print(name, i)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def part(n):
    asyncio.create_task(left(f"left by {n}"))
    var.set(var.get() + n)
    await asyncio.sleep(1.5)
    return var.get()

async def fail():
    raise ValueError("this run only")

with asyncio.Runner() as runner:
    print(runner.run(part(1)))
    print(runner.run(part(2)))
    try:
        runner.run(fail())
    except ValueError as e:
        print(e)
    print(runner.run(part(3), context=contextvars.Context()))
    loop = runner.get_loop()
    print(loop.is_running(), round(loop.time(), 1), var.get())
print(loop.is_closed())
try:
    runner.get_loop()
except RuntimeError as e:
    print(e)
