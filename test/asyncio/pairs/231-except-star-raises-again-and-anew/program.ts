import { BaseExceptionGroup, Exception, ExceptionGroup, LookupError, OSError, ValueError, exceptStar } from 'asyncio';

function show(e: Error, depth = 1) {
  console.log('  '.repeat(depth) + e.name, e.message);
  if (e instanceof BaseExceptionGroup) for (const member of e.exceptions) show(member, depth + 1);
}

const group = () =>
  new ExceptionGroup('g', [new ValueError('v'), new ExceptionGroup('in', [new TypeError('t'), new OSError('o')])]);
const again = (eg: Error) => {
  throw eg;
};
const anew = (text: string) => () => {
  throw new LookupError(text);
};

async function attempt(label: string, error: Error, ...clauses: Parameters<typeof exceptStar>[1][]) {
  console.log(label);
  try {
    try {
      throw error;
    } catch (e) {
      await exceptStar(e, ...clauses);
    }
    console.log('  nothing is raised');
  } catch (e) {
    show(e as Error);
  }
}

await attempt('again', group(), [TypeError, again]);
await attempt('again and rest handled', group(), [TypeError, again], [[ValueError, OSError], () => {}]);
await attempt('anew', group(), [TypeError, anew('new')]);
await attempt('anew twice', group(), [TypeError, anew('one')], [OSError, anew('two')]);
await attempt('anew and again', group(), [TypeError, anew('one')], [OSError, again], [ValueError, () => {}]);
await attempt('naked again', new ValueError('alone'), [ValueError, again]);
await attempt('naked anew', new ValueError('alone'), [ValueError, anew('new')]);
await attempt('handled', group(), [Exception, () => {}]);
