import { ExceptionGroup, OSError, RuntimeError, ValueError, exceptStar } from 'asyncio';
import type { BaseExceptionGroup } from 'asyncio';

class Errors extends ExceptionGroup {
  readonly code: number;
  constructor(message: string, errors: readonly Error[], code: number) {
    super(message, errors);
    this.code = code;
  }
  override derive(errors: readonly Error[]) {
    console.log('derive', errors.length);
    return new Errors(this.text, errors, this.code);
  }
}

const g = new Errors(
  'mine',
  [new ValueError('a'), new OSError('b'), new ExceptionGroup('plain', [new ValueError('c')])],
  42,
);
g.cause = new RuntimeError('why');
const [match, rest] = g.split(ValueError);
for (const part of [match, rest])
  console.log(part!.name, part!.message, (part as Errors).code, (part!.cause as Error).message);
console.log(match!.exceptions[1]!.name);
try {
  throw g;
} catch (e) {
  const print = (eg: BaseExceptionGroup) => console.log(eg.name, (eg as Errors).code);
  await exceptStar(e, [OSError, print], [ValueError, print]);
}
