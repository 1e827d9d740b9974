import asyncio


async def guest(table, box):
    print(f"{table}: waits")
    print(f"{table}: {await box}")


async def main():
    box = asyncio.get_running_loop().create_future()
    first = asyncio.create_task(guest("window", box))
    second = asyncio.create_task(guest("corner", box))
    await asyncio.sleep(1)
    box.set_result("cake")
    print("in the box")
    await first
    await second


asyncio.run(main())
