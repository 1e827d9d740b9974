import asyncio

async def main():
    me = asyncio.current_task()
    async with asyncio.timeout(1) as cm:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", cm.expired(), me.cancelling())
        await asyncio.sleep(5)
        print("went on in the block")
    print("no TimeoutError", cm.expired(), me.cancelling())
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                raise ValueError("own error")
    except ValueError as e:
        print(e, me.cancelling())

asyncio.run(main())
