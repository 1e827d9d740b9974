import { BaseExceptionGroup, Exception, ExceptionGroup, LookupError, OSError, SystemExit, ValueError, exceptStar } from 'asyncio';

async function attempt(label: string, error: Error) {
  console.log(label);
  const messages = (eg: BaseExceptionGroup) => eg.exceptions.map((e) => e.message);
  try {
    try {
      throw error;
    } catch (e) {
      await exceptStar(
        e,
        [LookupError, (eg) => console.log('  lookup:', eg.text, ...messages(eg))],
        [[ValueError, OSError], (eg) => console.log('  value or os:', eg.text, ...messages(eg))],
        [Exception, (eg) => console.log('  any:', eg.text, ...eg.exceptions.map((it) => it.name))],
      );
    }
  } catch (e) {
    console.log('  left:', (e as Error).name, (e as Error).message);
  }
}

await attempt(
  'all clauses',
  new ExceptionGroup('g', [new OSError('o'), new LookupError('l'), new TypeError('t'), new ValueError('v')]),
);
await attempt('last only', new ExceptionGroup('g', [new TypeError('t')]));
await attempt('naked', new ValueError('alone'));
await attempt('base is left', new BaseExceptionGroup('g', [new ValueError('v'), new SystemExit(3)]));
await attempt('nothing matches', new SystemExit(4));
