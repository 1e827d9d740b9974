import time
from concurrent.futures import ThreadPoolExecutor


def fry(dish):
    time.sleep(2 if dish == "eggs" else 1)
    print(f"{dish}: ready")
    return dish


with ThreadPoolExecutor(2) as cooks:
    for dish in cooks.map(fry, ["eggs", "greens"]):
        print(f"served: {dish}")
