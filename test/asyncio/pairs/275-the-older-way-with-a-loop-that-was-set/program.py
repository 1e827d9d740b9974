import asyncio

async def say(delay, what):
    await asyncio.sleep(delay)
    print(what)
    return what

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
# Made before the loop runs, and yet its own:
both = asyncio.gather(say(2, "world"), say(1, "hello"))
task = asyncio.ensure_future(say(3, "later"))
fut = asyncio.Future()
shielded = asyncio.shield(task)
print(*[it.get_loop() is loop for it in (both, task, fut, shielded)])
print(*loop.run_until_complete(both))
loop.call_later(0.5, fut.set_result, "set by a timer")
print(loop.run_until_complete(fut))
print(loop.run_until_complete(shielded), round(loop.time(), 1))
never = say(0, "never")
try:
    asyncio.create_task(never)
except RuntimeError as e:
    print("create_task:", e)
never.close()
loop.close()
asyncio.set_event_loop(None)
for make in (asyncio.get_event_loop, asyncio.Future, asyncio.gather):
    try:
        make()
    except RuntimeError as e:
        print(e)
