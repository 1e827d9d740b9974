import asyncio


async def speak(name, mine, other):
    print(f"{name}: after you")
    await other.wait()
    print(f"{name}: thank you")
    mine.set()


async def main():
    a, b = asyncio.Event(), asyncio.Event()
    ada = asyncio.create_task(speak("ada", a, b))
    bob = asyncio.create_task(speak("bob", b, a))
    await ada
    await bob


asyncio.run(main())
