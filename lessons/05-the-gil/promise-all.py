import asyncio


# A tenth of the coins: this loop is slower in Python.
async def count():
    total = 0
    for coin in range(3_000_000):
        total = (total + coin) % 997
    print(total)


async def main():
    await asyncio.gather(count(), count())


asyncio.run(main())
