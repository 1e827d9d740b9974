import asyncio


async def ask(farm, s):
    print(f"{farm}: rings")
    await asyncio.sleep(s)
    if farm == "river":
        raise ValueError("wrong number")
    print(f"{farm}: {10 * s} eggs")
    return 10 * s


async def main():
    answers = await asyncio.gather(
        ask("north", 2), ask("river", 1), ask("hill", 3),
        return_exceptions=True,
    )
    for answer in answers:
        is_error = isinstance(answer, Exception)
        print("none" if is_error else answer)


asyncio.run(main())
