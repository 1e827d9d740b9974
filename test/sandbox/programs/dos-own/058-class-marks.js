// expect: timeout limit: seconds line: 3
class Endless {
  static { for (;;); }
}
