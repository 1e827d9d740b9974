import requests
from threading import Thread


def ask_rate():
    reply = requests.get("http://demo.test/delay/1")
    print(reply.status_code)


ann = Thread(target=ask_rate)
bo = Thread(target=ask_rate)
ann.start()
bo.start()
ann.join()
bo.join()
