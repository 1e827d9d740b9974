// expect: failed|timeout|memory
import { ExceptionGroup } from 'asyncio';
const error = new Error('e'.repeat(1000));
throw new ExceptionGroup('wide', new Array(3e5).fill(error));
