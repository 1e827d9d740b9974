import asyncio


async def main():
    inside = asyncio.get_event_loop()
    print(str(inside is asyncio.get_running_loop()).lower())


try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
asyncio.run(main())
