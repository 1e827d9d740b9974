import time
from threading import Thread


def speak(name, text, s):
    for word in text.split():
        time.sleep(s)
        print(f"{name}: {word}")


ada = Thread(target=speak, args=("ada", "we need paint", 1))
bob = Thread(target=speak, args=("bob", "no cash now", 1.25))
ada.start()
bob.start()
ada.join()
bob.join()
