import asyncio


class Buzzer:
    def __init__(self):
        loop = asyncio.get_running_loop()
        self.box = loop.create_future()

    def go_off(self):
        self.box.set_result("cake")

    def __await__(self):
        print("asked")
        return self.box.__await__()


async def main():
    buzzer = Buzzer()
    loop = asyncio.get_running_loop()
    loop.call_later(2, buzzer.go_off)
    print(await buzzer)
    print(await buzzer)


asyncio.run(main())
