import { BaseException, BaseExceptionGroup, ExceptionGroup, LookupError, OSError, SystemExit, ValueError } from 'asyncio';

function show(e: Error | null, depth = 0) {
  if (e === null) {
    console.log('  '.repeat(depth) + 'nothing');
    return;
  }
  console.log('  '.repeat(depth) + e.name, e.message);
  if (e instanceof BaseExceptionGroup) for (const member of e.exceptions) show(member, depth + 1);
}

class KeyError extends LookupError {}

const g = new BaseExceptionGroup('top', [
  new ValueError('a'),
  new ExceptionGroup('left', [
    new ValueError('b'),
    new ExceptionGroup('deep', [new OSError('c'), new ValueError('d')]),
  ]),
  new BaseExceptionGroup('right', [new SystemExit(1), new OSError('e')]),
]);
console.log(g instanceof ExceptionGroup, g.exceptions[1] instanceof ExceptionGroup);
const [match, rest] = g.split(ValueError);
show(match);
show(rest);
show(g.subgroup([OSError, SystemExit]));
show(g.subgroup((e) => 'bd'.includes(e.message) && !(e instanceof BaseExceptionGroup)));
show(g.subgroup((e) => e instanceof BaseExceptionGroup && e.text === 'deep'));
show(g.subgroup(KeyError));
console.log(g.split(BaseException)[0] === g, g.split(BaseException)[1] === null);
