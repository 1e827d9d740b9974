import asyncio

def attempt(label, error):
    print(label)
    try:
        try:
            raise error
        except* LookupError as eg:
            print("  lookup:", eg.message, *eg.exceptions)
        except* (ValueError, OSError) as eg:
            print("  value or os:", eg.message, *eg.exceptions)
        except* Exception as eg:
            print("  any:", eg.message, *[type(e).__name__ for e in eg.exceptions])
    except BaseException as e:
        print("  left:", type(e).__name__, e)

attempt("all clauses", ExceptionGroup("g", [OSError("o"), LookupError("l"), TypeError("t"), ValueError("v")]))
attempt("last only", ExceptionGroup("g", [TypeError("t")]))
attempt("naked", ValueError("alone"))
attempt("base is left", BaseExceptionGroup("g", [ValueError("v"), SystemExit(3)]))
attempt("nothing matches", SystemExit(4))
