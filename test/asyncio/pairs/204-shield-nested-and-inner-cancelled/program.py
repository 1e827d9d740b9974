import asyncio

async def sleeper():
    await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(sleeper())
    outer = asyncio.shield(asyncio.shield(task))
    for f, name in ((outer, "outer"), (task, "task")):
        f.add_done_callback(lambda f, name=name: print(name, "done", f.cancelled()))
    asyncio.get_running_loop().call_soon(task.cancel, "why")
    try:
        await outer
    except asyncio.CancelledError as e:
        print("await outer:", e)
    done = asyncio.shield(task)
    print(done is task)

asyncio.run(main())
