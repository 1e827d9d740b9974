import asyncio

loop = asyncio.new_event_loop()

async def count(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name

def stop(label):
    print("stop", label)
    loop.stop()

task = loop.create_task(count("task", 5))
loop.call_soon(stop, "in the first turn")
loop.run_forever()
print("between", task.done(), loop.is_running())
loop.call_soon(loop.call_soon, stop, "one turn later")
loop.run_forever()
print("between", task.done())
print(loop.run_until_complete(count("other", 1)))
print(loop.run_until_complete(task))
fut = loop.create_future()
loop.call_later(1, fut.set_result, "by a timer")
print(loop.run_until_complete(fut), round(loop.time()))
print(loop.run_until_complete(fut))
loop.stop()
print("stop before a run")
loop.run_forever()
print("one iteration only")
loop.close()
loop.close()
print(loop.is_closed())
