import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/course/course.ts';
import type { KeptTrace } from '../../src/export/kept-trace.ts';
import { type SvgTheme, timelineSvg } from '../../src/export/svg.ts';
import type { Event, TaskKind } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';

function kept(events: readonly Event[], fileName = 'two.ts'): KeptTrace {
  const replay = new Replay();
  replay.append(events);
  return { fileName, source: '', replay, length: replay.length };
}

interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  text: string;
}

/** By a parser that stops at whatever is no XML. */
function elementsOf(svg: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Element['attributes'], text: '' };
    open.push(element);
    elements.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(svg).close();
  return elements;
}

function textsOf(svg: string): readonly string[] {
  return elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
}

function draw(events: readonly Event[], language: Language = 'en', theme: SvgTheme = 'light'): string {
  return timelineSvg(kept(events), language, theme);
}

const TWO = scriptedTrace(function* () {
  yield {
    does: 'create',
    line: 2,
    coroutine: 'tea',
    body: function* () {
      yield { does: 'sleep', line: 7, seconds: 1 };
      yield { does: 'fail', line: 8, name: 'BurntError', message: 'toast' };
    },
  };
  yield { does: 'sleep', line: 3, seconds: 2.5 };
});

function task(id: number, at: number, kind: TaskKind = 'task', name = `Task-${id}`): Event {
  return { type: 'taskCreated', at, task: id, kind, name, coroutine: 'work', parent: null, place: null };
}

describe('a timeline as a picture', () => {
  test('says of a wait in which file it is, where there are several', () => {
    const files = [
      ['main.ts', 1],
      ['lib/tea.ts', 6],
    ] as const;
    const texts = textsOf(timelineSvg({ ...kept(TWO), files }, 'en', 'light'));
    expect(texts).toContain('tea.ts:2: sleep');
  });

  test.each([
    ['en', 'light'],
    ['en', 'dark'],
    ['zh', 'light'],
    ['zh', 'dark'],
  ] as const)('is well-formed, with nothing from outside: %s, %s', (language, theme) => {
    const elements = elementsOf(draw(TWO, language, theme));
    expect(elements[0]).toMatchObject({
      name: 'svg',
      attributes: { xmlns: 'http://www.w3.org/2000/svg', role: 'img' },
    });
    const names = new Set(elements.map(({ name }) => name));
    expect([...names].toSorted()).toEqual([
      'circle',
      'defs',
      'path',
      'pattern',
      'rect',
      'svg',
      'text',
      'title',
      'tspan',
    ]);
    for (const { attributes } of elements) {
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^on|href/i);
        expect(value).not.toMatch(/url\((?!#ready\d\))|javascript:/);
      }
    }
  });

  test('says which program it is, how it ended, who waits for what, and what the signs mean', () => {
    const texts = textsOf(draw(TWO));
    expect(texts).toEqual(expect.arrayContaining(['two.ts', 'ended with an error · clock 2.5 s · 2 tasks']));
    expect(texts).toEqual(expect.arrayContaining(['A main  Task-1', 'B tea  Task-2', 'line 3: sleep', 'BurntError']));
    expect(texts.slice(-6)).toEqual(['runs', 'ready', 'waits', 'done', 'failed', 'cancelled']);
  });

  test('says it in Chinese', () => {
    const texts = textsOf(draw(TWO, 'zh'));
    expect(texts).toEqual(expect.arrayContaining(['因错误结束 · 时钟 2.5 秒 · 2 个任务', '第 3 行：sleep', '秒']));
  });

  test('has an axis of round numbers, however long the run', () => {
    for (const [seconds, last] of [
      [0.003, '0.003'],
      [0.07, '0.07'],
      [2.5, '2.5'],
      [86_400, '80000'],
      [1e9, '1000000000'],
    ] as const) {
      const texts = textsOf(draw([task(1, 0), { type: 'runEnded', at: seconds, status: 'done', error: null }]));
      const ticks = texts.filter((text) => /^[\d.]+$/.test(text));
      expect(ticks.at(-1)).toBe(last);
      expect(ticks.length).toBeGreaterThan(4);
      expect(ticks.length).toBeLessThan(13);
    }
  });

  test('is drawn over steps where the clock stands still', () => {
    const still = scriptedTrace(function* () {
      yield { does: 'print', line: 1, text: 'x' };
    });
    expect(textsOf(draw(still))).toEqual(expect.arrayContaining(['ended · 1 step · 1 task', 'steps']));
  });

  test('tells what runs, what is ready and what waits apart by shape: heights differ, and ready is hatched', () => {
    const events: Event[] = [
      task(1, 0),
      { type: 'handleScheduled', at: 0, loop: 1, handle: 1, label: 'start', task: 1 },
      { type: 'handleStarted', at: 1, handle: 1 },
      { type: 'taskSuspended', at: 2, task: 1, place: null, wait: { what: 'sleep', until: 3, task: null } },
      { type: 'handleEnded', at: 2, handle: 1 },
      { type: 'taskEnded', at: 3, task: 1, outcome: 'cancelled', place: null, error: null },
    ];
    const bars = elementsOf(draw(events)).filter(({ attributes: { d = '' } }) => /^M[\d.]+ [\d.]+h/.test(d));
    const shapes = bars
      .slice(0, 3)
      .map(({ attributes: { d, fill } }) => [/v([\d.]+)h/.exec(d!)![1], fill!.startsWith('url')]);
    expect(shapes).toEqual([
      ['3', false],
      ['10.8', true],
      ['18', false],
    ]);
  });

  test('puts threads and processes into lanes of their own, below', () => {
    const texts = textsOf(draw([task(1, 0, 'thread', 'pool_0'), task(2, 0), task(3, 0, 'process', 'p')]));
    const at = (start: string): number => texts.findIndex((text) => text.startsWith(start));
    expect(at('B work')).toBeLessThan(at('Threads and processes'));
    expect(at('Threads and processes')).toBeLessThan(at('A pool_0'));
    expect(at('A pool_0')).toBeLessThan(at('C p'));
  });

  test('counts the tasks that have no row, and says how many of them were alive at once', () => {
    const events = Array.from({ length: 150 }, (_, index) => task(index + 1, index / 100));
    const texts = textsOf(draw(events));
    expect(texts.filter((text) => / work/.test(text))).toHaveLength(29);
    expect(texts).toEqual(expect.arrayContaining(['+ 121 more tasks', 'alive at once: at most 121']));
    expect(textsOf(draw(events, 'zh'))).toContain('+ 另外 121 个任务');
  });

  test('stays small, however much happened', () => {
    expect(draw(randomTrace(3, 200_000, 500)).length).toBeLessThan(200_000);
  });

  test('keeps names from being markup', () => {
    const name = `</text><script>alert(1)</script>"'&\u0000\u001b\ufffe`;
    const events = [task(1, 0, 'task', name)];
    const svg = timelineSvg(kept(events, name), 'en', 'light');
    expect(svg).not.toContain('<script');
    expect(elementsOf(svg).some(({ text }) => text.includes('<script>alert(1)'))).toBe(true);
  });
});
