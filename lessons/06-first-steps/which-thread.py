import asyncio
from threading import current_thread


async def letter(to):
    print(f"{to}: {current_thread().name}")
    await asyncio.sleep(1)
    print(f"{to}: {current_thread().name}")


async def main():
    oslo = asyncio.create_task(letter("oslo"))
    lima = asyncio.create_task(letter("lima"))
    await oslo
    await lima


print(f"file: {current_thread().name}")
asyncio.run(main())
