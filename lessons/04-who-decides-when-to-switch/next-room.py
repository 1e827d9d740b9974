import asyncio
import time


async def bell():
    await asyncio.sleep(1.5)
    print(f"bell at {time.monotonic():.1f}")


def report():
    for page in range(16):
        time.sleep(0.25)
    print(f"read at {time.monotonic():.1f}")


async def main():
    ringing = asyncio.create_task(bell())
    await asyncio.to_thread(report)
    await ringing


asyncio.run(main())
