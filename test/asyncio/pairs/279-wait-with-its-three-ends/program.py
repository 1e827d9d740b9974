import asyncio

async def work(name, n, how="return"):
    await asyncio.sleep(n)
    if how == "raise":
        raise ValueError(name)
    if how == "cancel":
        raise asyncio.CancelledError(name)
    return name

def show(label, done, pending):
    print(label, "done:", *sorted(t.get_name() for t in done), "pending:", *sorted(t.get_name() for t in pending))

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    def tasks():
        return [asyncio.create_task(work(f"t{i}", i, how), name=f"t{i}")
                for i, how in ((1, "cancel"), (2, "return"), (3, "raise"), (4, "return"))]
    for until in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        show(until, *await asyncio.wait(tasks(), return_when=until))
        show("again", *await asyncio.wait(tasks(), return_when=until, timeout=2.5))
        show("no time", *await asyncio.wait(tasks(), return_when=until, timeout=0))

asyncio.run(main())
