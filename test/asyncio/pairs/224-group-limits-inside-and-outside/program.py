import asyncio

async def child(n):
    await asyncio.sleep(n)
    print("child", n)

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(2.5):
            async with asyncio.TaskGroup() as tg:
                for n in (1, 2, 3):
                    tg.create_task(child(n))
    except TimeoutError:
        print("outside:", round(loop.time(), 1))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child(2))
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(10)
        except TimeoutError:
            print("inside:", round(loop.time(), 1))
    print("end:", round(loop.time(), 1), asyncio.current_task().cancelling())

asyncio.run(main())
