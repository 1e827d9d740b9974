// expect: failed|timeout|memory
import { ExceptionGroup } from 'asyncio';
const inner = new ExceptionGroup('inner', [new Error('x')]);
inner.exceptions = [inner];
try { Object.defineProperty(inner, 'exceptions', { value: [inner] }); } catch { }
throw new ExceptionGroup('outer', [inner, inner]);
