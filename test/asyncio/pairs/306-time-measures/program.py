import asyncio
import time

async def main():
    print(time.strftime("100 %%"))
    clocks = (time.monotonic, time.perf_counter, time.time)
    starts = [clock() for clock in clocks]
    await asyncio.sleep(1.5)
    print(*[round(clock() - start, 1) for clock, start in zip(clocks, starts)])
    time.sleep(0.5)
    print(*[round(clock() - start, 1) for clock, start in zip(clocks, starts)])
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    print(*[round(clock() - start, 1) for clock, start in zip(clocks, starts)])
    try:
        time.sleep(-1)
    except ValueError as e:
        print(e)

asyncio.run(main())
