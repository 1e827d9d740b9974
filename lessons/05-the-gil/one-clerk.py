import requests


def ask_rate():
    reply = requests.get("http://demo.test/delay/1")
    print(reply.status_code)


ask_rate()
ask_rate()
