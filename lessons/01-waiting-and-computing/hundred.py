import asyncio
from threading import active_count


async def photo():
    # Stands for a request: Python itself has none to await.
    await asyncio.sleep(1)


async def main():
    pictures = []
    for n in range(100):
        pictures.append(photo())
    await asyncio.gather(*pictures)
    print(f"pictures: {len(pictures)}")
    print(f"threads: {active_count()}")


asyncio.run(main())
