import asyncio
import time

board = [0]


async def pledge(who, s):
    seen = board[0]
    time.sleep(s)
    board[0] = seen + 10
    print(f"{who} writes {board[0]}")


async def main():
    ada = asyncio.create_task(pledge("ada", 1))
    bob = asyncio.create_task(pledge("bob", 1.25))
    await ada
    await bob
    print(f"on the board: {board[0]}")


asyncio.run(main())
