import asyncio

async def child(n):
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError(f"child {n}")

async def main():
    for body_waits in (False, True):
        try:
            async with asyncio.TaskGroup() as tg:
                for n in range(3):
                    tg.create_task(child(n))
                await asyncio.sleep(0)
                if body_waits:
                    try:
                        await asyncio.sleep(1)
                    finally:
                        raise OSError("body, later")
                raise OSError("body")
        except ExceptionGroup as e:
            print(e, *e.exceptions, sep="; ")

asyncio.run(main())
