import asyncio

known = set()


async def look(what):
    if what not in known:
        await asyncio.sleep(0)
    known.add(what)


async def say(who, text):
    for word in text.split():
        await look(word)
        print(f"{who}: {word}")


async def main():
    ada = asyncio.create_task(say("ada", "paint glue paint"))
    bob = asyncio.create_task(say("bob", "paint glue"))
    await ada
    await bob


asyncio.run(main())
