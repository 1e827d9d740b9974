import asyncio

def show(e, depth=1):
    print("  " * depth + type(e).__name__, str(e))
    if isinstance(e, BaseExceptionGroup):
        for member in e.exceptions:
            show(member, depth + 1)

def group():
    return ExceptionGroup("g", [ValueError("v"), ExceptionGroup("in", [TypeError("t"), OSError("o")])])

def attempt(label, body):
    print(label)
    try:
        body()
        print("  nothing is raised")
    except BaseException as e:
        show(e)

def again():
    try:
        raise group()
    except* TypeError:
        raise

def again_and_rest_handled():
    try:
        raise group()
    except* TypeError:
        raise
    except* (ValueError, OSError):
        pass

def anew():
    try:
        raise group()
    except* TypeError:
        raise LookupError("new")

def anew_twice():
    try:
        raise group()
    except* TypeError:
        raise LookupError("one")
    except* OSError:
        raise LookupError("two")

def anew_and_again():
    try:
        raise group()
    except* TypeError:
        raise LookupError("one")
    except* OSError as eg:
        raise eg
    except* ValueError:
        pass

def naked_again():
    try:
        raise ValueError("alone")
    except* ValueError:
        raise

def naked_anew():
    try:
        raise ValueError("alone")
    except* ValueError:
        raise LookupError("new")

def handled():
    try:
        raise group()
    except* Exception:
        pass

for body in (again, again_and_rest_handled, anew, anew_twice, anew_and_again, naked_again, naked_anew, handled):
    attempt(body.__name__.replace("_", " "), body)
