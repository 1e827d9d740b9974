import asyncio
import contextvars

var = contextvars.ContextVar("var", default="outside")

def show(label):
    print(label, var.get())

async def child():
    show("child begins:")
    var.set("child's")
    await asyncio.sleep(0)
    show("child ends:")

async def main():
    loop = asyncio.get_running_loop()
    var.set("main 1")
    loop.call_soon(show, "call_soon:")
    loop.call_later(0.1, show, "call_later:")
    task = asyncio.create_task(child())
    var.set("main 2")
    fut = loop.create_future()
    fut.add_done_callback(lambda f: show("done callback:"))
    var.set("main 3")
    fut.set_result(None)
    await task
    own = contextvars.Context()
    fut.add_done_callback(lambda f: show("own context:"), context=own)
    await asyncio.sleep(1)
    show("main:")
    print(task.get_context().get(var), own.get(var))

asyncio.run(main())
show("program:")
