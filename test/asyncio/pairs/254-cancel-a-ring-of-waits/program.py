import asyncio

async def a():
    try:
        await tasks["b"]
    except asyncio.CancelledError as e:
        print("a", e)
        raise

async def b():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("b", e)
        tasks["a"].cancel("back from b")
        raise

tasks = {}

async def main():
    tasks["b"] = asyncio.create_task(b())
    tasks["a"] = asyncio.create_task(a())
    await asyncio.sleep(0)
    tasks["a"].cancel("to a")
    await asyncio.wait(tasks.values())
    print(tasks["a"].cancelling(), tasks["b"].cancelling())

asyncio.run(main())
