import asyncio

async def leaf(name, n):
    try:
        await asyncio.sleep(n)
        print(name)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    g = asyncio.gather(asyncio.gather(leaf("a", 1), leaf("b", 3)), leaf("c", 2))
    await asyncio.sleep(1.5)
    g.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print("cancelled")
    (x, y), z = await asyncio.gather(asyncio.gather(leaf("d", 2), leaf("e", 1)), leaf("f", 1))
    print(x, y, z)

asyncio.run(main())
