// expect: failed line: 3
import { sleep } from 'time';
sleep(Infinity);
