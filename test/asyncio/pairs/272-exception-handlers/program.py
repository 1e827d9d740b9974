import asyncio
import logging

logging.getLogger("asyncio").addHandler(logging.NullHandler())
logging.getLogger("asyncio").propagate = False

def fail(text):
    raise ValueError(text)

async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    def handler(loop, context):
        print("handler:", context["message"].split("(")[0], "|", context["exception"])
        if str(context["exception"]) == "second":
            raise TypeError("in the handler")
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    def failing():
        fail("first")
    def failing_twice():
        fail("second")
    loop.call_soon(failing)
    loop.call_soon(failing_twice)
    loop.call_later(1, failing)
    loop.call_soon(print, "the loop goes on")
    loop.call_exception_handler({"message": "told by hand", "exception": LookupError("k")})
    await asyncio.sleep(2)
    fut = loop.create_future()
    fut.add_done_callback(lambda f: fail("in a done callback"))
    fut.set_result(None)
    await fut
    await asyncio.sleep(0)
    try:
        loop.set_exception_handler(5)
    except TypeError as e:
        print(type(e).__name__)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())

asyncio.run(main())
