// expect: memory|timeout line: 4
import { ContextVar, copyContext } from 'asyncio';
const contexts = [];
for (let n = 0; ; n++) { new ContextVar(`v${n}`).set(new Array(100).fill(n)); contexts.push(copyContext()); }
