import asyncio

class Errors(ExceptionGroup):
    def __new__(cls, message, errors, code):
        made = super().__new__(cls, message, errors)
        made.code = code
        return made
    def derive(self, errors):
        print("derive", len(errors))
        return Errors(self.message, errors, self.code)

g = Errors("mine", [ValueError("a"), OSError("b"), ExceptionGroup("plain", [ValueError("c")])], 42)
g.__cause__ = RuntimeError("why")
match, rest = g.split(ValueError)
for part in (match, rest):
    print(type(part).__name__, part, part.code, part.__cause__)
print(type(match.exceptions[1]).__name__)
try:
    raise g
except* OSError as eg:
    print(type(eg).__name__, eg.code)
except* ValueError as eg:
    print(type(eg).__name__, eg.code)
