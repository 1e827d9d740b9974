import { BaseExceptionGroup, CancelledError, ExceptionGroup, SystemExit, ValueError } from 'asyncio';

function attempt(make: () => BaseExceptionGroup) {
  try {
    const g = make();
    console.log(g.name, g.message, g.text);
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}

attempt(() => new BaseExceptionGroup('one', [new ValueError()]));
attempt(() => new BaseExceptionGroup('base', [new ValueError(), new SystemExit()]));
attempt(() => new BaseExceptionGroup('cancelled', [new CancelledError()]));
attempt(() => new ExceptionGroup('refused', [new SystemExit()]));
attempt(() => new ExceptionGroup('in it', [new ExceptionGroup('in', [new ValueError(), new ValueError()])]));
attempt(() => new ExceptionGroup('empty', []));
attempt(() => new ExceptionGroup('no error', [new ValueError(), 5 as never]));
attempt(() => new ExceptionGroup('no list', 5 as never));
