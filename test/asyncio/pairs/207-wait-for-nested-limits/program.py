import asyncio

async def main():
    loop = asyncio.get_running_loop()
    async def inner(limit):
        try:
            await asyncio.wait_for(asyncio.sleep(10), limit)
        except TimeoutError as e:
            print("inner TimeoutError at", round(loop.time()), type(e.__cause__).__name__)
            return "inner gave up"
        except asyncio.CancelledError:
            print("inner cancelled at", round(loop.time()))
            raise
    for inner_limit, outer_limit in ((1, 2), (2, 1), (2, 2)):
        try:
            print(await asyncio.wait_for(inner(inner_limit), outer_limit))
        except TimeoutError:
            print("outer TimeoutError at", round(loop.time()))

asyncio.run(main())
