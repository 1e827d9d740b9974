import asyncio


async def main():
    loop = asyncio.get_running_loop()
    egg = loop.call_later(2, print, "egg: done")

    def change_mind():
        print("no egg, please")
        egg.cancel()

    loop.call_later(1, change_mind)
    await asyncio.sleep(3)
    print("served")


asyncio.run(main())
