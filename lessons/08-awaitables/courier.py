import asyncio


async def courier(box):
    await asyncio.sleep(2)
    box.set_result("cake")
    print("courier: delivered")
    await asyncio.sleep(1)
    print("courier: home")


async def main():
    box = asyncio.get_running_loop().create_future()
    trip = asyncio.create_task(courier(box))
    print(await box)
    await trip


asyncio.run(main())
