import asyncio

def show(e, depth=0):
    if e is None:
        print("  " * depth + "nothing")
        return
    print("  " * depth + type(e).__name__, str(e))
    if isinstance(e, BaseExceptionGroup):
        for member in e.exceptions:
            show(member, depth + 1)

g = BaseExceptionGroup("top", [
    ValueError("a"),
    ExceptionGroup("left", [ValueError("b"), ExceptionGroup("deep", [OSError("c"), ValueError("d")])]),
    BaseExceptionGroup("right", [SystemExit(1), OSError("e")]),
])
print(isinstance(g, ExceptionGroup), isinstance(g.exceptions[1], ExceptionGroup))
match, rest = g.split(ValueError)
show(match)
show(rest)
show(g.subgroup((OSError, SystemExit)))
show(g.subgroup(lambda e: str(e) in "bd" and not isinstance(e, BaseExceptionGroup)))
show(g.subgroup(lambda e: isinstance(e, BaseExceptionGroup) and e.message == "deep"))
show(g.subgroup(KeyError))
print(g.split(BaseException)[0] is g, g.split(BaseException)[1] is None)
