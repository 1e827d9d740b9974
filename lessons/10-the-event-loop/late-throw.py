import asyncio


def burn():
    raise RuntimeError("burnt")


async def main():
    try:
        asyncio.get_running_loop().call_later(1, burn)
        print("toast: on")
    except RuntimeError:
        print("caught")
    await asyncio.sleep(2)
    print("still open")


asyncio.run(main())
