import asyncio

async def party(barrier, name, before=0):
    await asyncio.sleep(before)
    try:
        index = await barrier.wait()
        print(name, "passed as", index)
    except asyncio.BrokenBarrierError as e:
        print(name, "BrokenBarrierError", str(e))

async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(barrier, name)) for name in "ab"]
    await asyncio.sleep(1)
    print(barrier.n_waiting, barrier.broken)
    await barrier.abort()
    await asyncio.wait(tasks)
    print(barrier.n_waiting, barrier.broken)
    await party(barrier, "late")
    await barrier.reset()
    print("reset:", barrier.broken)
    tasks = [asyncio.create_task(party(barrier, name, i)) for i, name in enumerate("cde")]
    await asyncio.wait(tasks)
    tasks = [asyncio.create_task(party(barrier, name)) for name in "fg"]
    await asyncio.sleep(1)
    await barrier.reset()
    await asyncio.wait(tasks)
    print("after a reset:", barrier.broken, barrier.n_waiting)
    await asyncio.wait([asyncio.create_task(party(barrier, name)) for name in "hij"])

asyncio.run(main())
