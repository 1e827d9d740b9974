import asyncio

async def slow(how):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cleaning up")
        await asyncio.sleep(3)
        if how == "fail":
            raise OSError("disk full")
        if how == "return":
            return "all the same"
        raise

async def main():
    loop = asyncio.get_running_loop()
    for how in ("raise", "fail", "return"):
        start = loop.time()
        try:
            print("returned", await asyncio.wait_for(slow(how), 1))
        except (OSError, TimeoutError) as e:
            print(type(e).__name__, e)
        print(round(loop.time() - start), "s, cancelling:", asyncio.current_task().cancelling())

asyncio.run(main())
