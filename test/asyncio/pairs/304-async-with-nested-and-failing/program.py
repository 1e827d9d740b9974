import asyncio

class Step:
    def __init__(self, name, fails=""):
        self.name, self.fails = name, fails
    async def __aenter__(self):
        print("enter", self.name)
        if self.fails == "enter":
            raise OSError("no " + self.name)
        return self.name
    async def __aexit__(self, kind, error, tb):
        print("exit", self.name, kind.__name__ if kind else "-")
        if self.fails == "exit":
            raise OSError("exit of " + self.name)

async def nest(*steps):
    try:
        async with steps[0] as a:
            async with steps[1] as b:
                print("body", a, b)
                if len(steps) > 2:
                    raise ValueError("body")
    except Exception as e:
        print("out comes", type(e).__name__, e)

async def main():
    await nest(Step("a"), Step("b"))
    await nest(Step("a"), Step("b", "enter"))
    await nest(Step("a"), Step("b", "exit"))
    await nest(Step("a", "exit"), Step("b", "exit"), "fail")
    await nest(Step("a", "enter"), Step("b"))

asyncio.run(main())
