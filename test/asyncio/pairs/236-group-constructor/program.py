import asyncio

def attempt(make):
    try:
        g = make()
        print(type(g).__name__, g, g.message)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

attempt(lambda: BaseExceptionGroup("one", [ValueError()]))
attempt(lambda: BaseExceptionGroup("base", [ValueError(), SystemExit()]))
attempt(lambda: BaseExceptionGroup("cancelled", [asyncio.CancelledError()]))
attempt(lambda: ExceptionGroup("refused", [SystemExit()]))
attempt(lambda: ExceptionGroup("in it", [ExceptionGroup("in", [ValueError(), ValueError()])]))
attempt(lambda: ExceptionGroup("empty", []))
attempt(lambda: ExceptionGroup("no error", [ValueError(), 5]))
attempt(lambda: ExceptionGroup("no list", 5))
