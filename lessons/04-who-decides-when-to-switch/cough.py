import asyncio
import time


async def cough():
    pass


async def speak(name, text, s):
    for word in text.split():
        time.sleep(s)
        print(f"{name}: {word}")
        await cough()


async def main():
    ada = asyncio.create_task(speak("ada", "we agree", 1))
    bob = asyncio.create_task(speak("bob", "at last", 1.25))
    await ada
    await bob


asyncio.run(main())
