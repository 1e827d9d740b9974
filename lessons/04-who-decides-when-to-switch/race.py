import threading


def more(seen):
    return seen + 1


def pledge(board, me, other):
    me.set()
    other.wait()
    # A fifth of the rounds: this loop is slower in Python.
    for i in range(2_000_000):
        seen = board[0]
        board[0] = more(seen)


board = [0]
a, b = threading.Event(), threading.Event()
ada = threading.Thread(target=pledge, args=(board, a, b))
bob = threading.Thread(target=pledge, args=(board, b, a))
ada.start()
bob.start()
ada.join()
bob.join()
print(f"on the board: {board[0]}")
