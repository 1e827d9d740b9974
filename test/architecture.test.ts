/** The rooms of `src/` and who may import whom: `src/README.md` explains the table, this holds it. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'rolldown/experimental';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** `node` stands for every built-in module. A room may always import itself. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] | 'everything' } = {
  asyncio: [],
  trace: [],
  realm: ['asyncio', 'trace', 'node-inspect-extracted'],
  sandbox: ['trace', 'node', 'acorn', 'acorn-walk', 'magic-string', 'virtual:realm-text', 'virtual:nursery-text'],
  course: ['trace', 'yaml', 'mdast-util-from-markdown', 'mdast', 'valibot'],
  progress: [],
  text: ['course', 'progress', 'trace', 'string-width', 'prismjs'],
  export: ['course', 'text', 'trace'],
  app: ['course', 'progress', 'text', 'trace'],
  ui: ['app', 'course', 'text', 'trace', 'ink', 'react', 'chalk'],
  disk: ['course', 'progress', 'node', 'env-paths'],
  commands: 'everything',
  'main.ts': 'everything',
  'version.d.ts': [],
  build: ['node', 'course', 'text', 'disk', 'sandbox', 'rolldown', '@valibot/to-json-schema'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

test('every room of src is in the table, and every row of the table is a room', () => {
  const rooms = readdirSync(SRC).filter((name) => name !== 'README.md');
  expect(rooms.toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
});

test('no room imports what the table does not allow', () => {
  const broken = imports()
    .filter(({ from, to }) => {
      const allowed = MAY_IMPORT[from];
      return from !== to && allowed !== 'everything' && !allowed?.includes(to);
    })
    .map(({ file, to }) => `${file} imports ${to}`);
  expect(broken).toEqual([]);
});

test('src/README.md names every room', () => {
  const map = readFileSync(join(SRC, 'README.md'), 'utf8');
  for (const room of Object.keys(MAY_IMPORT)) {
    if (!room.endsWith('.d.ts')) expect(map).toContain(room.endsWith('.ts') ? room : `${room}/`);
  }
});

test('nothing that is evaluated in the context reads a global of Node', () => {
  for (const room of ['asyncio', 'realm', 'trace']) {
    for (const file of filesOf(join(SRC, room))) {
      visit(parse(file), (node) => {
        const used = (node['callee'] ?? node['object']) as Node | undefined;
        if (used?.['type'] === 'Identifier') expect(NODE_GLOBALS, file).not.toContain(used['name']);
      });
    }
  }
});

const NODE_GLOBALS = [
  'process',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'global',
];

function imports(): Import[] {
  return filesOf(SRC).flatMap((file) =>
    specifiersOf(file).map((specifier) => ({
      file: relative(SRC, file),
      from: roomOf(file),
      to: targetOf(file, specifier),
    })),
  );
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|cjs)$/.test(name))
    .map((name) => join(folder, name));
}

/** Static, type-only, dynamic and `require`d: whatever names another module. */
function specifiersOf(file: string): string[] {
  const found: string[] = [];
  visit(parse(file), (node) => {
    const source = (node['source'] ?? (node['type'] === 'TSImportType' ? node['argument'] : undefined)) as
      | Node
      | undefined;
    if (IMPORTING.has(String(node['type'])) && typeof source?.['value'] === 'string') found.push(source['value']);
    const callee = node['callee'] as Node | undefined;
    const [argument] = (node['arguments'] as Node[] | undefined) ?? [];
    if (callee?.['name'] === 'require' && typeof argument?.['value'] === 'string') found.push(argument['value']);
  });
  return found;
}

function parse(file: string): unknown {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  expect(errors, file).toEqual([]);
  return program;
}

type Node = { readonly [key: string]: unknown };
const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) return node.forEach((child) => visit(child, see));
  see(node as Node);
  for (const child of Object.values(node)) visit(child, see);
}

function roomOf(file: string): string {
  return relative(SRC, file).split('/')[0]!;
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return roomOf(resolve(dirname(file), specifier));
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}
