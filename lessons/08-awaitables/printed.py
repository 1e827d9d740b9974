import asyncio


async def bake():
    return "cake"


async def main():
    print(bake())
    print(await bake())


asyncio.run(main())
