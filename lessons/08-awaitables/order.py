import asyncio


async def bake():
    print("oven: on")
    await asyncio.sleep(2)
    return "cake"


async def main():
    order = asyncio.create_task(bake())
    print("ordered")
    print(await order)
    print(await order)


asyncio.run(main())
