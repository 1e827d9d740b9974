import asyncio

async def child(n):
    await asyncio.sleep(n)

async def main():
    asyncio.current_task().set_name("main")
    a = asyncio.create_task(child(1), name="a")
    b = asyncio.create_task(child(2))
    c = asyncio.create_task(child(3))
    print(int(c.get_name()[5:]) - int(b.get_name()[5:]))
    b.set_name("b")
    c.set_name("c")
    names = lambda: " ".join(sorted(t.get_name() for t in asyncio.all_tasks()))
    print(names())
    await a
    print(names())
    c.cancel()
    print(names())
    await asyncio.wait([c])
    print(names())
    asyncio.get_running_loop().call_soon(lambda: print("in a callback:", asyncio.current_task()))
    await b
    print(names())

asyncio.run(main())
