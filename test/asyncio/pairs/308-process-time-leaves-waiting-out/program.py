import asyncio
import time

async def main():
    watches = (time.perf_counter, time.process_time)
    starts = [watch() for watch in watches]
    await asyncio.sleep(1.5)
    print(*[f"{watch() - start:.1f}" for watch, start in zip(watches, starts)])
    time.sleep(0.5)
    print(*[f"{watch() - start:.1f}" for watch, start in zip(watches, starts)])

asyncio.run(main())
