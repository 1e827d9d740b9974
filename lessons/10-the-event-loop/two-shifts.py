import asyncio


async def make(what, s):
    print(f"{what}: on")
    await asyncio.sleep(s)
    print(f"{what}: done")


loop = asyncio.new_event_loop()
toast = loop.create_task(make("toast", 2))
loop.run_until_complete(make("tea", 1))
print("break")
loop.run_until_complete(toast)
loop.close()
print("closed")
