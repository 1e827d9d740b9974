import { ContextVar, Token, copyContext } from 'asyncio';

const variable = new ContextVar<number>('var');
const other = new ContextVar<number>('other', { default: 0 });

function attempt(label: string, action: () => unknown) {
  try {
    console.log(label, action());
  } catch (e) {
    console.log(label, (e as Error).name);
  }
}

attempt('unset', () => variable.get());
attempt('fallback', () => variable.get('fallback'));
const first = variable.set(1);
const second = variable.set(2);
console.log(second.oldValue, first.oldValue === Token.MISSING);
attempt('reset second', () => variable.reset(second));
attempt('now', () => variable.get());
attempt('reset twice', () => variable.reset(second));
attempt('another variable', () => other.reset(first));
const context = copyContext();
attempt('another context', () => context.run(() => variable.reset(first)));
attempt('inside', () =>
  context.run(() => {
    variable.set(10);
    return variable.get();
  }),
);
console.log(variable.get(), context.get(variable), context.has(variable), context.has(other));
attempt('entered twice', () => context.run(() => context.run(() => variable.get())));
const copy = context.copy();
context.run(() => variable.set(11));
console.log(copy.get(variable), context.get(variable));
attempt('reset first', () => variable.reset(first));
attempt('unset again', () => variable.get());
