import asyncio
import time

async def ticker():
    for n in range(3):
        print("tick", n, round(loop_time(), 1))
        await asyncio.sleep(1)

def loop_time():
    return asyncio.get_running_loop().time() - start

start = 0

async def main():
    global start
    start = asyncio.get_running_loop().time()
    task = asyncio.create_task(ticker())
    await asyncio.sleep(0.5)
    print("blocking")
    time.sleep(3)
    print("blocked until", round(loop_time(), 1))
    await asyncio.sleep(0)
    await task
    print("end", round(loop_time(), 1))

asyncio.run(main())
