import asyncio

async def flaky(attempt):
    await asyncio.sleep(attempt)
    return f"answer {attempt}"

async def main():
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 6
    try:
        async with asyncio.timeout_at(deadline) as whole:
            for attempt in (5, 4, 1):
                try:
                    async with asyncio.timeout(2) as part:
                        print(await flaky(attempt), "at", round(loop.time()))
                        break
                except TimeoutError:
                    print("attempt", attempt, "at", round(loop.time()), whole.expired())
    finally:
        print(whole.when() == deadline, round(part.when()))
    try:
        async with asyncio.timeout_at(loop.time() - 1) as late:
            print("the body begins")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("too late", late.expired())

asyncio.run(main())
