// expect: timeout|memory line: 4
import { strftime } from 'time';
const format = '%c%c%c%c'.repeat(2e6);
for (;;) strftime(format);
