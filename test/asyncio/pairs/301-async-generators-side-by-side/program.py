import asyncio

async def numbers(name, pace, count):
    for n in range(count):
        await asyncio.sleep(pace)
        print(name, "makes", n)
        yield n

async def doubled(source):
    async for n in source:
        yield n * 2

async def consume(name, source):
    total = 0
    async for n in source:
        total += n
    print(name, "total", total)
    return total

async def main():
    print(*(await asyncio.gather(
        consume("a", doubled(numbers("x", 1, 4))),
        consume("b", numbers("y", 1.5, 3)),
    )))
    try:
        async with asyncio.timeout(2.5):
            await consume("c", doubled(numbers("z", 1, 9)))
    except TimeoutError:
        print("TimeoutError at", round(asyncio.get_running_loop().time(), 1))

asyncio.run(main())
