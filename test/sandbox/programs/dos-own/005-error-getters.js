// expect: timeout limit: seconds line: 2
class Slow extends Error { get name() { for (;;); } get message() { for (;;); } get cause() { for (;;); } }
throw new Slow();
