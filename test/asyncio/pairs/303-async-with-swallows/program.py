import asyncio

class Swallow:
    def __init__(self, *kinds):
        self.kinds = kinds
    async def __aenter__(self):
        await asyncio.sleep(1)
        return self
    async def __aexit__(self, kind, error, tb):
        await asyncio.sleep(1)
        print("exit:", "no error" if error is None else f"{kind.__name__} {error}")
        return isinstance(error, self.kinds)

async def block(swallow, error):
    async with swallow:
        if error == "wait":
            await asyncio.sleep(10)
        if error:
            raise error
        print("body")
    print("after the block", asyncio.current_task().cancelling())
    return "returned"

async def main():
    print(await block(Swallow(ValueError), None))
    print(await block(Swallow(ValueError), ValueError("v")))
    try:
        await block(Swallow(ValueError), OSError("o"))
    except OSError as e:
        print("raised", e)
    for swallow in (Swallow(asyncio.CancelledError), Swallow()):
        task = asyncio.create_task(block(swallow, "wait"))
        await asyncio.sleep(2)
        task.cancel("please")
        await asyncio.wait([task])
        print(task.cancelled(), None if task.cancelled() else task.result())

asyncio.run(main())
