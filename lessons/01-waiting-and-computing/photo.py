from requests import get
from time import perf_counter, process_time

began = perf_counter()
worked = process_time()
get("http://demo.test/delay/3")
processor = process_time() - worked
elapsed = perf_counter() - began
print("elapsed:", f"{elapsed:.1f}")
print("processor:", f"{processor:.1f}")
