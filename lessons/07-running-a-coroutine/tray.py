import asyncio


async def main():
    tea = asyncio.create_task(asyncio.sleep(1, "tea"))
    toast = asyncio.create_task(asyncio.sleep(2, "toast"))
    print(await tea)
    print(await toast)


asyncio.run(main())
