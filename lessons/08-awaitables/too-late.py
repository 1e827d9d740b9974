import asyncio
import time


def grind():
    time.sleep(2)
    print("ground")


async def main():
    try:
        await asyncio.wait_for(asyncio.to_thread(grind), 1)
    except TimeoutError as error:
        print(type(error).__name__)
        raise


try:
    asyncio.run(main())
except TimeoutError:
    print("closed")
