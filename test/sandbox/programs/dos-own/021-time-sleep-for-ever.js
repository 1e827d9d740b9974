// expect: timeout line: 3
import { sleep } from 'time';
for (;;) try { sleep(1000); } catch { }
