/** A date in the words of C's `strftime`, English names, local time. */

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;
/** Held fast: a program may replace what is global. */
const RealDate = Date;

/** `when` may be ms since 1970. Directives that are not known stay as they are. */
export function formatDate(format: string, when: Date | number): string {
  const date = new RealDate(when);
  let text = '';
  for (let at = 0; at < format.length; at++) {
    const letter = format[at]!;
    text += letter === '%' && at + 1 < format.length ? directive(format[++at]!, date) : letter;
  }
  return text;
}

function directive(letter: string, date: Date): string {
  const day = DAYS[date.getDay()]!;
  const month = MONTHS[date.getMonth()]!;
  switch (letter) {
    case 'a':
      return day.slice(0, 3);
    case 'A':
      return day;
    case 'b':
      return month.slice(0, 3);
    case 'B':
      return month;
    case 'c':
      return `${day.slice(0, 3)} ${month.slice(0, 3)} ${padded(date.getDate(), 2, ' ')} ${time(date)} ${date.getFullYear()}`;
    case 'd':
      return padded(date.getDate(), 2);
    case 'H':
      return padded(date.getHours(), 2);
    case 'I':
      return padded(date.getHours() % 12 || 12, 2);
    case 'j':
      return padded(dayOfYear(date) + 1, 3);
    case 'm':
      return padded(date.getMonth() + 1, 2);
    case 'M':
      return padded(date.getMinutes(), 2);
    case 'p':
      return date.getHours() < 12 ? 'AM' : 'PM';
    case 'S':
      return padded(date.getSeconds(), 2);
    case 'U':
      return padded(week(date, date.getDay()), 2);
    case 'w':
      return String(date.getDay());
    case 'W':
      return padded(week(date, (date.getDay() + 6) % 7), 2);
    case 'x':
      return `${padded(date.getMonth() + 1, 2)}/${padded(date.getDate(), 2)}/${padded(date.getFullYear() % 100, 2)}`;
    case 'X':
      return time(date);
    case 'y':
      return padded(date.getFullYear() % 100, 2);
    case 'Y':
      return String(date.getFullYear());
    case 'z':
      return offset(date.getTimezoneOffset());
    case 'Z':
      return date.getTimezoneOffset() === 0 ? 'UTC' : `UTC${offset(date.getTimezoneOffset())}`;
    case '%':
      return '%';
  }
  return `%${letter}`;
}

function time(date: Date): string {
  return `${padded(date.getHours(), 2)}:${padded(date.getMinutes(), 2)}:${padded(date.getSeconds(), 2)}`;
}

/** From 0. Counted on the calendar: a day of summer time is no 24 hours long. */
function dayOfYear(date: Date): number {
  const year = date.getFullYear();
  return (RealDate.UTC(year, date.getMonth(), date.getDate()) - RealDate.UTC(year, 0, 1)) / DAY_MS;
}

/** The week of the year, counted from the first day of week; the days before it are week 0. */
function week(date: Date, dayOfWeek: number): number {
  return Math.floor((dayOfYear(date) + 7 - dayOfWeek) / 7);
}

/** Minutes west of Greenwich, as JavaScript counts them, as `+hhmm`. */
function offset(minutesWest: number): string {
  const minutes = Math.abs(minutesWest);
  return `${minutesWest > 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

function padded(number: number, width: number, filler = '0'): string {
  return String(number).padStart(width, filler);
}
