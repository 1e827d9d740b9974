/** The demo service and its client, over real HTTP on loopback. Nothing here depends on how fast the machine is. */
import { spawnSync } from 'node:child_process';
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { DemoClient } from '../../../src/sandbox/demo/client.ts';
import { SAMPLE_FILES } from '../../../src/sandbox/demo/files.ts';
import { PAGES, pageLinks } from '../../../src/sandbox/demo/routes.ts';
import { DemoService } from '../../../src/sandbox/demo/service.ts';
import { ask, get } from './ask.ts';

const service = new DemoService();
afterAll(() => service.stop());
const client = (clock: 'virtual' | 'auto' | 'real', limits = {}): DemoClient =>
  new DemoClient({ clock, limits, service });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe.each(['virtual', 'real'] as const)('on a clock that is %s', (clock) => {
  test.each([
    ['/delay/0.01', 200, '{"seconds":0.01}'],
    ['/delay/0', 200, '{"seconds":0}'],
    ['/delay/10.5', 400, '/delay/SECONDS takes 0 to 10\n'],
    ['/delay/-1', 400, '/delay/SECONDS takes 0 to 10\n'],
    ['/delay/1e1', 400, '/delay/SECONDS takes 0 to 10\n'],
    ['/status/503', 503, '503 Service Unavailable'],
    ['/status/204', 204, ''],
    ['/status/100', 400, '/status/CODE takes 200 to 599\n'],
    ['/bytes/3', 200, '\u0000\u0001\u0002'],
    ['/bytes/0', 200, ''],
    ['/bytes/9999999', 400, '/bytes/N takes 0 to 1048576\n'],
    ['/nothing', 404, 'there is no /nothing here\n'],
    ['/json/more/of/it', 404, 'there is no /json/more/of/it here\n'],
  ])('GET %s answers %d', async (path, status, body) => {
    expect(await ask(client(clock), get(path))).toMatchObject({ status, body, failure: null });
  });

  test('a large body comes whole, in parts', async () => {
    const { body, headers, times } = await ask(client(clock), get('/bytes/100000'));
    expect(Buffer.byteLength(body, 'latin1')).toBeGreaterThan(0);
    expect(headers['content-length']).toBe('100000');
    expect(times.length).toBeGreaterThan(1);
  });

  test('/flaky fails twice for each key and each run, then is well', async () => {
    const first = client(clock);
    const statuses: (number | null)[] = [];
    for (const path of ['/flaky', '/flaky', '/flaky?key=b', '/flaky', '/flaky', '/flaky?key=b'])
      statuses.push((await ask(first, get(path))).status);
    expect(statuses).toEqual([503, 503, 503, 200, 200, 503]);
    expect((await ask(client(clock), get('/flaky'))).status).toBe(503);
  });

  test('/flaky counts requests that are out together in the order they were asked', async () => {
    const together = client(clock);
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(together, get('/flaky?key=x'))));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200, 200, 200, 200]);
  });

  test('/echo tells method, query, headers and body, and nothing of how they came', async () => {
    const question = get('/echo?a=1&b=%20x', {
      method: 'POST',
      headers: [
        ['Content-Type', 'text/plain'],
        ['x-mine', 'yes'],
      ],
      body: base64('héllo'),
    });
    expect(JSON.parse((await ask(client(clock), question)).body)).toEqual({
      method: 'POST',
      path: '/echo',
      query: { a: '1', b: ' x' },
      headers: { host: 'demo.test', 'content-type': 'text/plain', 'x-mine': 'yes', 'content-length': '6' },
      body: 'héllo',
    });
  });

  test('HEAD has a head only, and what can only be read says so', async () => {
    const head = await ask(client(clock), get('/json', { method: 'HEAD' }));
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe('application/json');
    expect((await ask(client(clock), get('/json', { method: 'POST' }))).status).toBe(405);
    expect((await ask(client(clock), get('/status/201', { method: 'POST' }))).status).toBe(201);
  });

  test('the headers of an answer are the same every time', async () => {
    const { headers } = await ask(client(clock), get('/json'));
    expect(Object.keys(headers)).toEqual(['content-type', 'content-length']);
  });

  test('sample files come whole; one that is not there is named with those that are', async () => {
    const files = client(clock);
    const { body } = await ask(files, { op: 'files' });
    expect(body.split('\n')).toEqual([...SAMPLE_FILES.keys()]);
    expect((await ask(files, { op: 'file', name: 'lanterns.txt' })).body).toContain('Three lanterns');
    expect((await ask(files, { op: 'file', name: 'tea.zh.txt' })).body).toContain('水在炉上');
    expect((await ask(files, { op: 'file', name: '../../etc/passwd' })).failure).toMatchObject({
      code: 'noSuchFile',
      message: 'there is no file "../../etc/passwd"; there are lanterns.txt, tea.zh.txt, temperatures.csv, server.log',
    });
  });

  test('a question that is dropped is told nothing more', async () => {
    const told: string[] = [];
    const dropped = client(clock);
    const drop = dropped.answer(get('/stream'), ({ is }) => {
      told.push(is);
      drop();
    });
    while (told.length === 0) await setImmediate();
    await ask(dropped, get('/json'));
    expect(told).toEqual(['head']);
    const early = dropped.answer(get('/json'), ({ is }) => told.push(is));
    early();
    await ask(dropped, get('/json'));
    expect(told).toEqual(['head']);
  });
});

describe('on a virtual clock', () => {
  test('each part says when it is due, the same every time', async () => {
    const delayed = await ask(client('virtual'), get('/delay/9.5'));
    expect(delayed.parts.map(({ answer, seconds }) => [answer.is, seconds])).toEqual([
      ['head', 9.5],
      ['chunk', 9.5],
      ['end', 9.5],
    ]);
    const streamed = await ask(client('virtual'), get('/stream'));
    expect(streamed.parts.map(({ answer, seconds }) => [answer.is, seconds])).toEqual([
      ['head', 0],
      ['chunk', 0.2],
      ['chunk', 0.4],
      ['chunk', 0.6],
      ['chunk', 0.8],
      ['chunk', 1],
      ['end', 1],
    ]);
  });

  test('a slow disk takes its time for a file', async () => {
    const { times } = await ask(client('virtual'), { op: 'file', name: 'temperatures.csv' });
    expect(times).toEqual([0.42]);
  });

  test('questions are told in the order they were asked, whichever the service answers first', async () => {
    const order: number[] = [];
    const one = client('virtual');
    const paths = ['/bytes/1000000', '/json', '/nowhere', '/bytes/300000', '/delay/1'];
    const done = paths.map(
      (path, index) =>
        new Promise<void>((resolve) => {
          one.answer(get(path), ({ is }) => {
            order.push(index);
            if (is === 'end') resolve();
          });
        }),
    );
    one.answer(get('/', { url: 'http://example.com/' }), () => order.push(5));
    const dropped = one.answer(get('/delay/2'), () => order.push(6));
    dropped();
    const waiting = Promise.all(done);
    await ask(one, get('/json'));
    await waiting;
    expect([...new Set(order)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('two runs of a hundred requests are told the same', async () => {
    const paths = Array.from({ length: 100 }, (_, index) =>
      [`/page/${(index % 31) + 1}`, '/flaky', `/delay/${index / 50}`, '/stream', `/bytes/${index * 700}`].at(
        index % 5,
      )!,
    );
    const run = async (): Promise<unknown> => {
      const one = client('virtual');
      return Promise.all(paths.map((path) => ask(one, get(path))));
    };
    expect(await run()).toEqual(await run());
  });
});

describe.each(['virtual', 'real'] as const)('what is to come within some seconds, on a clock that is %s', (clock) => {
  test('may be late', async () => {
    const { failure, parts } = await ask(client(clock), get('/delay/3', { within: 0.05 }));
    expect(failure).toMatchObject({ code: 'timeout', message: 'nothing came within 0.05 seconds' });
    if (clock === 'virtual') expect(parts.map(({ seconds }) => seconds)).toEqual([0.05]);
  });

  test('may stop coming', async () => {
    const { failure, parts } = await ask(client(clock), get('/stream', { within: 0.1 }));
    expect(parts.map(({ answer }) => answer.is)).toEqual(['head', 'failed']);
    expect(failure?.code).toBe('timeout');
  });

  test('may come in time', async () => {
    expect((await ask(client(clock), get('/stream', { within: 5 }))).failure).toBeNull();
  });
});

describe('on a real clock', () => {
  test('the service waits, and the seconds are those that passed', async () => {
    const { times } = await ask(client('real'), get('/delay/0.05'));
    // Timers are whole milliseconds.
    expect(times[0]).toBeGreaterThan(0.048);
  });

  test('the parts of a stream come one by one, later and later', async () => {
    const { times, body } = await ask(client('auto'), get('/stream'));
    expect(body).toBe('part 1 of 5\npart 2 of 5\npart 3 of 5\npart 4 of 5\npart 5 of 5\n');
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('a file is read for as long as the disk takes', async () => {
    const { times } = await ask(client('real'), { op: 'file', name: 'lanterns.txt' });
    expect(times[0]).toBeGreaterThan(0.1);
  });

  test('what takes too long is given up', async () => {
    const { failure } = await ask(client('real', { seconds: 0.05 }), get('/delay/5'));
    expect(failure).toMatchObject({ code: 'timeout', message: 'no answer within 0.05 seconds' });
  });
});

describe('hostile questions are refused', () => {
  const REFUSED: readonly (readonly [what: string, question: unknown, code: string])[] = [
    ['nothing', undefined, 'badRequest'],
    ['null', null, 'badRequest'],
    ['a text', 'GET /', 'badRequest'],
    ['another operation', { op: 'exec', name: 'sh' }, 'badRequest'],
    ['an operation of a prototype', { op: 'constructor' }, 'badRequest'],
    ['no fields', { op: 'http' }, 'badRequest'],
    ['an unknown method', get('/', { method: 'CONNECT' }), 'badRequest'],
    ['a method that splits', get('/', { method: 'GET / HTTP/1.1\r\nx: y' }), 'badRequest'],
    ['a method that is a list', get('/', { method: ['GET'] }), 'badRequest'],
    ['a URL that is a number', get('/', { url: 7 }), 'badRequest'],
    ['no URL', get('/', { url: '/json' }), 'badRequest'],
    ['a long URL', get(`/${'x'.repeat(3000)}`), 'badRequest'],
    ['another host', get('/', { url: 'http://example.com/' }), 'noSuchHost'],
    ['loopback by number', get('/', { url: 'http://127.0.0.1:22/' }), 'noSuchHost'],
    ['loopback by another number', get('/', { url: 'http://2130706433/' }), 'noSuchHost'],
    ['loopback by name', get('/', { url: 'http://localhost/' }), 'noSuchHost'],
    ['loopback in six', get('/', { url: 'http://[::1]/' }), 'noSuchHost'],
    ['the metadata service', get('/', { url: 'http://169.254.169.254/latest/meta-data' }), 'noSuchHost'],
    ['a host behind the host', get('/', { url: 'http://demo.test@example.com/' }), 'noSuchHost'],
    ['a host that only ends so', get('/', { url: 'http://evil-demo.test/' }), 'noSuchHost'],
    ['a host below', get('/', { url: 'http://a.demo.test/' }), 'noSuchHost'],
    ['a host with a dot', get('/', { url: 'http://demo.test./' }), 'noSuchHost'],
    ['a user', get('/', { url: 'http://me:secret@demo.test/' }), 'badRequest'],
    ['a port', get('/', { url: 'http://demo.test:8080/' }), 'badRequest'],
    ['https', get('/', { url: 'https://demo.test/' }), 'badRequest'],
    ['a file', get('/', { url: 'file:///etc/passwd' }), 'noSuchHost'],
    ['data', get('/', { url: 'data:,hello' }), 'noSuchHost'],
    ['headers that are a record', get('/', { headers: { a: 'b' } }), 'badRequest'],
    ['headers of three', get('/', { headers: [['a', 1, 2]] }), 'badRequest'],
    ['many headers', get('/', { headers: Array.from({ length: 60 }, () => ['a', 'b']) }), 'badRequest'],
    ['a header that splits', get('/', { headers: [['a', 'b\r\nx-demo-token: 1']] }), 'badRequest'],
    ['a name that splits', get('/', { headers: [['a\r\nb', 'c']] }), 'badRequest'],
    ['a long header', get('/', { headers: [['a', 'x'.repeat(3000)]] }), 'badRequest'],
    ['a header in Chinese', get('/', { headers: [['a', '茶']] }), 'badRequest'],
    ['another host header', get('/', { headers: [['Host', 'example.com']] }), 'badRequest'],
    ['smuggling', get('/', { headers: [['Transfer-Encoding', 'chunked']] }), 'badRequest'],
    ['another length', get('/', { headers: [['content-length', '0']] }), 'badRequest'],
    ['the private token', get('/', { headers: [['X-Demo-Token', 'guess']] }), 'badRequest'],
    ['the private visit', get('/flaky', { headers: [['x-demo-visit', '9']] }), 'badRequest'],
    ['a proxy header', get('/', { headers: [['Proxy-Authorization', 'x']] }), 'badRequest'],
    ['a body that is an object', get('/', { body: {} }), 'badRequest'],
    ['a body that is no base64', get('/', { body: '!!' }), 'badRequest'],
    ['a large body', get('/echo', { method: 'POST', body: 'A'.repeat(200_000) }), 'tooMuch'],
    ['a wait that is no number', get('/', { within: '1' }), 'badRequest'],
    ['a wait that is none', get('/', { within: 0 }), 'badRequest'],
    ['a file by number', { op: 'file', name: 1 }, 'badRequest'],
    ['a file of a prototype', { op: 'file', name: 'constructor' }, 'noSuchFile'],
    ['a long file', { op: 'file', name: 'x'.repeat(1000) }, 'badRequest'],
  ];

  test.each(REFUSED)('%s', async (_, question, code) => {
    const opened: unknown[] = [];
    const never = { address: () => opened.push('asked') } as unknown as DemoService;
    const { failure, parts } = await ask(new DemoClient({ clock: 'virtual', service: never }), question);
    expect(failure?.code).toBe(code);
    expect(parts).toHaveLength(1);
    // Refused before any connection, to whichever place.
    expect(opened).toEqual([]);
  });

  test('another host is told where it can go', async () => {
    const { failure } = await ask(client('virtual'), get('/', { url: 'http://example.com/x' }));
    expect(failure?.message).toBe("example.com can't be reached: programs here have one host, http://demo.test/");
  });

  test('a path of a foreign look stays on the service', async () => {
    for (const path of ['//example.com/x', '/\\example.com', '/../../etc/passwd', '/@example.com'])
      expect((await ask(client('virtual'), get(path))).status).toBe(404);
  });
});

describe('a run has its limits', () => {
  test('of requests at once', async () => {
    const few = client('virtual', { atOnce: 2 });
    const answers = await Promise.all(['/json', '/json', '/json'].map((path) => ask(few, get(path))));
    expect(answers.map(({ failure }) => failure?.message ?? null)).toEqual([
      null,
      null,
      'more than 2 requests at once',
    ]);
    expect((await ask(few, get('/json'))).status).toBe(200);
  });

  test('of requests altogether', async () => {
    const few = client('virtual', { questions: 1 });
    await ask(few, get('/json'));
    expect((await ask(few, get('/json'))).failure?.message).toBe('more than 1 requests in one run');
  });

  test.each(['virtual', 'real'] as const)('of bytes, on a clock that is %s', async (clock) => {
    const few = client(clock, { bytes: 50_000 });
    const { failure } = await ask(few, get('/bytes/100000'));
    expect(failure).toMatchObject({ code: 'tooMuch', message: 'more than 50000 bytes in one run' });
  });
});

describe('the service', () => {
  test('answers nobody without its token', async () => {
    const { port } = await service.address();
    const status = await new Promise((resolve) =>
      http.get({ host: '127.0.0.1', port, path: '/json' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }),
    );
    expect(status).toBe(403);
  });

  test('listens on loopback only, and again after it was stopped', async () => {
    const own = new DemoService();
    const before = await own.address();
    own.stop();
    const asked = await ask(new DemoClient({ clock: 'virtual', service: own }), get('/json'));
    expect(asked.status).toBe(200);
    expect((await own.address()).port).toBeGreaterThan(1023);
    expect(before.token).toBe((await own.address()).token);
    own.stop();
  });

  test('a request that is broken off is told', async () => {
    const own = new DemoService();
    const broken = new DemoClient({ clock: 'real', service: own });
    const asked = ask(broken, get('/delay/5'));
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    await own.address();
    own.stop();
    expect((await asked).failure?.code).toMatch(/^(?:aborted|badRequest)$/);
  });

  test('holds no process: one that has asked and waits for nothing else ends', () => {
    const code = `import { DemoClient } from '${new URL('../../../src/sandbox/demo/client.ts', import.meta.url).href}';
      const client = new DemoClient({ clock: 'real' });
      const question = (path) => ({ op: 'http', method: 'GET', url: 'http://demo.test' + path, headers: [], body: null });
      const keep = setInterval(() => {}, 1000);
      client.answer(question('/json'), ({ is }) => {
        if (is !== 'end') return;
        client.answer(question('/delay/10'), () => console.log('told'));
        setImmediate(() => { clearInterval(keep); console.log('ends'); });
      });`;
    const { stdout, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect([stdout, status, stderr]).toEqual(['ends\n', 0, '']);
  });
});

describe('the pages', () => {
  test('can all be reached from the first, and are linked as they say', async () => {
    const pages = client('virtual');
    const seen = new Set([1]);
    for (const number of seen) {
      const { body, status } = await ask(pages, get(`/page/${number}`));
      if (number > PAGES) {
        expect(status).toBe(404);
        continue;
      }
      const links = [...body.matchAll(/href="\/page\/(\d+)"/g)].map(([, to]) => Number(to));
      expect(links).toEqual(pageLinks(number));
      for (const to of links) seen.add(to);
    }
    expect([...seen].filter((number) => number <= PAGES)).toHaveLength(PAGES);
    expect([...seen].filter((number) => number > PAGES)).toEqual([32, 33]);
  });

  test('the front page names every route', async () => {
    const { body } = await ask(client('virtual'), get('/'));
    for (const route of ['/delay/', '/status/', '/bytes/', '/flaky', '/stream', '/json', '/echo', '/page/'])
      expect(body).toContain(route);
  });
});
