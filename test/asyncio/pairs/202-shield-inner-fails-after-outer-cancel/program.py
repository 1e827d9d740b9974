import asyncio

async def inner():
    await asyncio.sleep(1)
    print("inner raises")
    raise ValueError("late")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"]))
    task = asyncio.create_task(inner())
    shielded = asyncio.shield(task)
    await asyncio.sleep(0)
    print(shielded.cancel(), shielded.cancelled())
    await asyncio.sleep(2)
    print("task", task.done(), type(task.exception()).__name__)

asyncio.run(main())
