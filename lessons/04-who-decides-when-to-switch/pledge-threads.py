import time
from threading import Thread


def pledge(board, who, s):
    seen = board[0]
    time.sleep(s)
    board[0] = seen + 10
    print(f"{who} writes {board[0]}")


board = [0]
ada = Thread(target=pledge, args=(board, "ada", 1))
bob = Thread(target=pledge, args=(board, "bob", 1.25))
ada.start()
bob.start()
ada.join()
bob.join()
print(f"on the board: {board[0]}")
