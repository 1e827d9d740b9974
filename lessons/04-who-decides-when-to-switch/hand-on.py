import asyncio
import time
from asyncio import create_task


async def speak(name, text, s):
    for word in text.split():
        time.sleep(s)
        print(f"{name}: {word}")
        await asyncio.sleep(0)


async def main():
    ada = create_task(speak("ada", "we need paint", 1))
    bob = create_task(speak("bob", "no cash now", 1.25))
    await ada
    await bob


asyncio.run(main())
