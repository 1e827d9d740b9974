import asyncio
import contextvars

var = contextvars.ContextVar("var")
other = contextvars.ContextVar("other", default=0)

def attempt(label, action):
    try:
        print(label, action())
    except (LookupError, RuntimeError, ValueError) as e:
        print(label, type(e).__name__)

attempt("unset", var.get)
attempt("fallback", lambda: var.get("fallback"))
first = var.set(1)
second = var.set(2)
print(second.old_value, first.old_value is contextvars.Token.MISSING)
attempt("reset second", lambda: var.reset(second))
attempt("now", var.get)
attempt("reset twice", lambda: var.reset(second))
attempt("another variable", lambda: other.reset(first))
context = contextvars.copy_context()
attempt("another context", lambda: context.run(var.reset, first))
attempt("inside", lambda: context.run(lambda: (var.set(10), var.get())[1]))
print(var.get(), context.get(var), var in context, other in context)
attempt("entered twice", lambda: context.run(context.run, var.get))
copy = context.copy()
context.run(var.set, 11)
print(copy.get(var), context.get(var))
attempt("reset first", lambda: var.reset(first))
attempt("unset again", var.get)
