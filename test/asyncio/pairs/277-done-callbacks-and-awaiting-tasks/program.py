import asyncio

async def waiter(name, fut):
    print(name, "got", await fut)

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    def callback(f, name):
        print(name, f.result())
        if name == "first":
            fut.add_done_callback(lambda f: print("added by first"))
            print("removed:", fut.remove_done_callback(last))
    fut.add_done_callback(lambda f: callback(f, "first"))
    tasks = [asyncio.create_task(waiter("waiter 1", fut))]
    await asyncio.sleep(0)
    fut.add_done_callback(lambda f: callback(f, "second"))
    tasks.append(asyncio.create_task(waiter("waiter 2", fut)))
    await asyncio.sleep(0)
    last = lambda f: callback(f, "last")
    fut.add_done_callback(last)
    loop.call_soon(print, "before the result")
    fut.set_result("value")
    loop.call_soon(print, "after the result")
    print("main goes on")
    await asyncio.wait(tasks)
    fut.add_done_callback(lambda f: print("at once in the next turn"))
    print("and not now")
    await asyncio.sleep(0)

asyncio.run(main())
