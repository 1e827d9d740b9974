import asyncio

async def runner(barrier, name, pace):
    for lap in range(3):
        await asyncio.sleep(pace)
        async with barrier as position:
            print(name, "lap", lap, "position", position)

async def main():
    loop = asyncio.get_running_loop()
    barrier = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as tg:
        for name, pace in (("a", 1), ("b", 2), ("c", 3)):
            tg.create_task(runner(barrier, name, pace))
    print(round(loop.time()), barrier.n_waiting, barrier.parties)
    quitter = asyncio.create_task(barrier.wait())
    stayer = asyncio.create_task(barrier.wait())
    await asyncio.sleep(1)
    quitter.cancel()
    await asyncio.wait([quitter])
    print(quitter.cancelled(), barrier.n_waiting, barrier.broken)
    others = [asyncio.create_task(barrier.wait()) for _ in range(2)]
    print(*(await asyncio.gather(stayer, *others)))
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)

asyncio.run(main())
