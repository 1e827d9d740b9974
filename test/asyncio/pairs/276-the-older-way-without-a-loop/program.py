import asyncio
import warnings

warnings.simplefilter("always")
warnings.showwarning = lambda m, c, *a, **k: print(f"{c.__name__}: {m}")

async def main(label):
    await asyncio.sleep(0)
    inside = asyncio.get_event_loop()
    print(label, inside is asyncio.get_running_loop(), inside is first)

first = asyncio.get_event_loop()
print(asyncio.get_event_loop() is first)
first.run_until_complete(main("own"))
asyncio.run(main("run"))
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
asyncio.set_event_loop(first)
print(asyncio.get_event_loop() is first, first.is_closed())
first.close()
