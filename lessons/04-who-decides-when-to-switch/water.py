import asyncio
import time


async def speak(name):
    time.sleep(1)
    print(f"{name} has spoken")
    await asyncio.sleep(2)
    print(f"{name} has had water")


async def main():
    ada = asyncio.create_task(speak("ada"))
    bob = asyncio.create_task(speak("bob"))
    await ada
    await bob


asyncio.run(main())
