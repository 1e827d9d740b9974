import { describe, expect, test } from 'vitest';
import { formatDate } from '../../src/realm/format-date.ts';

const EVERY = '%a %A %b %B %c|%d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %% %q';

describe('a date in the words of strftime', () => {
  // As CPython prints them in the C locale.
  const cases: readonly (readonly [Date, string])[] = [
    [
      new Date(2001, 0, 1, 9, 5, 7),
      'Mon Monday Jan January Mon Jan  1 09:05:07 2001|01 09 09 001 01 05 AM 07 00 1 01 01/01/01 09:05:07 01 2001 % %q',
    ],
    [
      new Date(2024, 1, 29),
      'Thu Thursday Feb February Thu Feb 29 00:00:00 2024|29 00 12 060 02 00 AM 00 08 4 09 02/29/24 00:00:00 24 2024 % %q',
    ],
    [
      new Date(2026, 11, 31, 12, 30, 59),
      'Thu Thursday Dec December Thu Dec 31 12:30:59 2026|31 12 12 365 12 30 PM 59 52 4 52 12/31/26 12:30:59 26 2026 % %q',
    ],
    [
      new Date(2023, 0, 8, 23, 0, 1),
      'Sun Sunday Jan January Sun Jan  8 23:00:01 2023|08 23 11 008 01 00 PM 01 02 0 01 01/08/23 23:00:01 23 2023 % %q',
    ],
  ];
  test.each(cases)('%s', (date, expected) => {
    expect(formatDate(EVERY, date)).toBe(expected);
    expect(formatDate(EVERY, date.getTime())).toBe(expected);
  });

  test('a percent sign at the end stays', () => {
    expect(formatDate('100%', new Date(0))).toBe('100%');
  });

  test('the offset is that of the machine', () => {
    const date = new Date(2001, 5, 1);
    const [, sign, hours, rest] = /^([+-])(\d\d)(\d\d)$/.exec(formatDate('%z', date))!;
    const minutesWest = (sign === '-' ? 1 : -1) * (Number(hours) * 60 + Number(rest));
    expect(minutesWest + 0).toBe(date.getTimezoneOffset());
  });
});
