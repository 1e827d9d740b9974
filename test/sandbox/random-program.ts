/**
 * Test support: a program from a tape of numbers, so that fast-check can draw and shrink it. Every program is valid and
 * ends: loops count to two, and nothing recurses. It prints through `log`, which gives back its first argument.
 */

interface Around {
  readonly depth: number;
  /** `await` may be written. */
  readonly isAsync: boolean;
  /** `yield` may be written. */
  readonly isGenerator: boolean;
  /** `return` may be written. */
  readonly isFunction: boolean;
  /** Labels of loops around, innermost last. */
  readonly loops: readonly string[];
}

export function programFrom(choices: readonly number[], isScript: boolean): string {
  const writer = new Writer(choices);
  const top: Around = { depth: 4, isAsync: !isScript, isGenerator: false, isFunction: isScript, loops: [] };
  const body = writer.statements(top);
  return isScript ? `${body}\n;(async function () {${writer.statements({ ...top, isAsync: true })}})()` : body;
}

class Writer {
  #at = 0;
  #names = 0;
  readonly #choices: readonly number[];

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  /** 0 when the tape has run out: the simplest choice comes first everywhere. */
  pick(count: number): number {
    return (this.#choices[this.#at++] ?? 0) % count;
  }

  name(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  statements(around: Around): string {
    const count = 1 + this.pick(4);
    const withoutSemicolons = this.pick(2) === 1;
    let text = '';
    for (let index = 0; index < count; index++) {
      const statement = this.statement(around);
      if (!withoutSemicolons) text += `${statement};${this.pick(2) ? '\n' : ' '}`;
      else text += `\n${/^[([`+\-/]/.test(statement) ? ';' : ''}${statement}`;
    }
    return withoutSemicolons ? `${text}\n` : text;
  }

  statement(around: Around): string {
    if (around.depth <= 0) return `log(${this.pick(100)})`;
    const inner = { ...around, depth: around.depth - 1 };
    const expression = (): string => this.expression(inner);
    switch (this.pick(24)) {
      case 0:
        return `log(${expression()})`;
      case 1:
        return expression1(this.expression(inner));
      case 2:
        return this.declaration(inner);
      case 3:
        return `if (${expression()}) ${this.body(inner)}`;
      case 4:
        return `if (${expression()}) {${this.statements(inner)}} else ${this.body(inner)}`;
      case 5:
        return this.loop(inner, (i) => `for (let ${i} = 0; ${i} < 2; ${i}++)`);
      case 6:
        return this.loop(inner, (i) => `for (const ${i} of [${expression()}, ${expression()}])`);
      case 7:
        return this.loop(inner, (i) => `for (const ${i} in { a: ${expression()}, b: 1 })`);
      case 8: {
        const count = this.name('n');
        return `{ let ${count} = 0; ${this.loop(inner, () => `while (${count}++ < 2)`)} }`;
      }
      case 9: {
        const count = this.name('n');
        return `{ let ${count} = 0; do { ${this.statements({ ...inner, loops: [] })} } while (++${count} < 2) }`;
      }
      case 10:
        return around.loops.length > 0 ? this.leaveLoop(around.loops) : `{${this.statements(inner)}}`;
      case 11:
        return `switch (${expression()}) { case 1: ${this.statements(inner)}; case ${expression()}: log('case'); break; default: ${this.statements(inner)} }`;
      case 12:
        return this.tryStatement(inner);
      case 13:
        return this.tryStatement(inner);
      case 14:
        return this.pick(3) === 0
          ? `throw ${this.thrown(inner)}`
          : `try { throw ${this.thrown(inner)} } catch (e) { log(e) }`;
      case 15:
        return around.isFunction ? `return ${expression()}` : `log(${expression()})`;
      case 16:
        return this.functionStatement(inner);
      case 17:
        return this.functionStatement(inner);
      case 18:
        return this.classStatement(inner);
      case 19:
        return this.forAwait(inner);
      case 20:
        return `{${this.statements(inner)}}`;
      case 21:
        return `var ${this.name('v')} = ${expression()}, [${this.name('v')} = ${expression()}] = []`;
      case 22:
        return this.loop(inner, (i) => `for (const ${i} of ${this.generatorCall(inner)})`);
      default:
        return `log(${expression()}, ${expression()})`;
    }
  }

  declaration(around: Around): string {
    const [a, b, c] = [this.name('c'), this.name('c'), this.name('c')];
    switch (this.pick(3)) {
      case 0:
        return `const ${a} = ${this.expression(around)}, ${b} = log(${a})`;
      case 1:
        return `let { ${a} = ${this.expression(around)}, ...${b} } = { q: ${this.expression(around)} }`;
      default:
        return `const [${a}, { x: ${b} = ${this.expression(around)} } = {}, ...${c}] = [${this.expression(around)}]`;
    }
  }

  /** A block, or a single statement where the language allows one. */
  body(around: Around): string {
    if (this.pick(3) === 0) return `{${this.statements(around)}}`;
    return this.pick(2)
      ? `log(${this.expression(around)})`
      : `if (${this.expression(around)}) log('then'); else log('otherwise')`;
  }

  loop(around: Around, head: (variable: string) => string): string {
    const label = this.name('loop');
    const opening = head(this.name('i'));
    const hasLabel = this.pick(2) === 1;
    const inner = { ...around, loops: hasLabel ? [...around.loops, label] : around.loops };
    return `${hasLabel ? `${label}: ` : ''}${opening} ${this.body(inner)}`;
  }

  leaveLoop(loops: readonly string[]): string {
    const label = loops[this.pick(loops.length)]!;
    return `if (${this.pick(2)}) ${this.pick(2) ? 'break' : 'continue'} ${label}`;
  }

  tryStatement(around: Around): string {
    const handlers = ['catch { log("caught") ', 'catch (e) { log(e) ', 'catch ({ message = "none" }) { log(message) '];
    const handler = this.pick(4) < 3 ? `${handlers[this.pick(3)]!};${this.statements(around)}}` : '';
    const finalizer = handler === '' || this.pick(2) ? `finally {${this.statements(around)}}` : '';
    return `try {${this.statements(around)}${this.pick(2) ? `;throw ${this.thrown(around)}` : ''}} ${handler} ${finalizer}`;
  }

  thrown(around: Around): string {
    return this.pick(2) ? `new Error(String(${this.expression(around)}))` : `[${this.expression(around)}]`;
  }

  functionStatement(around: Around): string {
    const name = this.name('f');
    const directive = this.pick(4) === 0;
    const kind = this.pick(4);
    const inner: Around = { ...around, isFunction: true, loops: [], isAsync: kind % 2 === 1, isGenerator: kind >= 2 };
    const parameters = directive
      ? 'a, b'
      : `a = ${this.expression({ ...inner, isAsync: false, isGenerator: false })}, { b } = {}`;
    const body = this.statements(inner);
    // A directive without a semicolon must not be continued by what follows.
    const opening = !directive ? '' : `'use strict'${this.pick(2) || /^\s*[([`+\-/.]/.test(body) ? ';' : '\n'}`;
    const head = `${kind % 2 ? 'async ' : ''}function${kind >= 2 ? '*' : ''} ${name}(${parameters}) {${opening}${body}}`;
    const call = `${name}(${this.pick(2) ? '1' : ''})`;
    const used =
      kind >= 2 ? this.consumed(call, around, kind === 3) : kind === 1 ? this.settled(call, around) : `log(${call})`;
    return this.pick(2) ? `${head}\n${used}` : `${used}\n${head}`;
  }

  /** Takes what a generator yields; an asynchronous one only where that can be waited for. */
  consumed(call: string, around: Around, isAsync: boolean): string {
    if (!isAsync) return `log([...${call}])`;
    return around.isAsync
      ? `for await (const y of ${call}) log(y)`
      : `${call}.next().then((r) => log(r), (e) => log(e))`;
  }

  settled(call: string, around: Around): string {
    return around.isAsync ? `log(await ${call})` : `${call}.then((r) => log(r), (e) => log(e))`;
  }

  classStatement(around: Around): string {
    const name = this.name('K');
    const method: Around = { ...around, isFunction: true, loops: [], isAsync: false, isGenerator: false };
    const field = { ...method, isFunction: false };
    return (
      `class ${name} { x = ${this.expression(field)}; static { ${this.statements(field)} } #p = async () => ${this.expression({ ...field, isAsync: true })};` +
      `m() {${this.statements(method)}} async n(a = ${this.expression(field)}) {${this.statements({ ...method, isAsync: true })}; return this.#p()} get g() { return ${this.expression(field)} } }\n` +
      `log(new ${name}().x, new ${name}().g, new ${name}().m())\n${this.settled(`new ${name}().n()`, around)}`
    );
  }

  forAwait(around: Around): string {
    if (!around.isAsync) return `log(${this.expression(around)})`;
    const iterable = this.pick(2)
      ? `[${this.expression(around)}, Promise.resolve(${this.expression(around)})]`
      : this.asyncGeneratorCall(around);
    return this.loop(
      around,
      (i) => `for await (const ${i} of ${this.pick(2) ? iterable : `(log('of'), ${iterable})`})`,
    );
  }

  generatorCall(around: Around): string {
    const inner = { ...around, isAsync: false, isGenerator: true, isFunction: true, loops: [] };
    return `(function* () {${this.statements(inner)}; yield ${this.expression(inner)}})()`;
  }

  asyncGeneratorCall(around: Around): string {
    const inner = { ...around, isAsync: true, isGenerator: true, isFunction: true, loops: [] };
    return `(async function* () {${this.statements(inner)}; yield ${this.expression(inner)}})()`;
  }

  expression(around: Around): string {
    if (around.depth <= 0) return String(this.pick(10));
    const inner = { ...around, depth: around.depth - 1 };
    const part = (): string => this.expression(inner);
    const arrow = { ...inner, isAsync: false, isGenerator: false, isFunction: false, loops: [] };
    const asyncArrow = { ...arrow, isAsync: true };
    switch (this.pick(22)) {
      case 0:
        return String(this.pick(10));
      case 1:
        return `log(${part()})`;
      case 2:
        return `(${part()} + ${part()})`;
      case 3:
        return `(${part()}, ${part()})`;
      case 4:
        return `(${part()} ? ${part()} : ${part()})`;
      case 5:
        return `\`a\${${part()}}\${\`\${${part()}}\`}\``;
      case 6:
        return `((x) => ${this.expression(arrow)})(${part()})`;
      case 7:
        return `(() => {${this.statements({ ...arrow, isFunction: true })}})()`;
      case 8:
        return `({ a: ${part()}, ['b']: ${part()} }).b`;
      case 9:
        return `[${part()}, ...[${part()}]].length`;
      case 10:
        return `(typeof ${part()})`;
      case 11:
        return `({ get g() { return ${this.expression(arrow)} } })?.g`;
      case 12:
        return `(${part()} ?? ${part()})`;
      case 13:
        return `(() => /* => ( */ (${this.expression(arrow)}))()`;
      default:
    }
    if (around.isGenerator && this.pick(3) === 0) return this.pick(3) ? `(yield ${part()})` : `(yield* [${part()}])`;
    if (!around.isAsync) return `(() => ({ o: ${this.expression(arrow)} }))().o`;
    switch (this.pick(9)) {
      case 0:
        return `(await ${part()})`;
      case 1:
        return `await (${part()}, ${part()})`.replace(/^/, '(') + ')';
      case 2:
        return `(await (async () => ${this.expression(asyncArrow)})())`;
      case 3:
        return `(await (async () => {${this.statements({ ...asyncArrow, isFunction: true })}})())`;
      case 4:
        return `(await ((${part()})))`;
      case 5:
        return `(await { then(r) { r(${this.expression(arrow)}) } })`;
      case 6:
        return `(await ({ async m() {${this.statements({ ...asyncArrow, isFunction: true })}} }).m())`;
      case 7:
        return `(await Promise.all([${part()}, (async () => // =>\n (${this.expression(asyncArrow)}))()]))`;
      default:
        return `(await await ${part()})`;
    }
  }
}

/** An expression that may stand where a statement is wanted. */
function expression1(text: string): string {
  return /^(?:\{|function|class|async|let)/.test(text) ? `(${text})` : text;
}
