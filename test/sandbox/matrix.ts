/**
 * `npm run test:matrix`: the packed tarball, installed as `npx` installs it, and everything that is hostile (programs that
 * try to get out or to use everything up, children that lie, the breach), under every Node that is supported: the tests
 * themselves run under it, so that both processes do. Takes each Node from the npm registry into a temporary folder.
 * `--escapes`: of the hostile programs only those that try to get out, and not under the Node that runs all tests anyway.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const VERSIONS = ['22', '24', '26'];
const ESCAPES_ONLY = process.argv.includes('--escapes');
const HOSTILE = ['escape', 'dos', 'breach', 'hostile-child', 'protocol-fuzz', 'pools-fuzz', 'left-behind', 'limits'];
const TESTS = (ESCAPES_ONLY ? ['escape'] : HOSTILE).map((name) => `test/sandbox/${name}.test.ts`);
const ROOT = resolve(import.meta.dirname, '../..');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const PROGRAM =
  'import { coroutine, run, sleep } from "asyncio";\nawait run(coroutine(async () => { await sleep(3); console.log("ran"); }, "main")());\n';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-matrix-'));
let failed = 0;
try {
  const installed = installTarball();
  for (const version of VERSIONS) {
    const node = installNode(version);
    console.log(`\nNode ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    if (!runsFromTarball(node, installed)) failed++;
    if (ESCAPES_ONLY && process.versions.node.startsWith(`${version}.`)) continue;
    const { status } = spawnSync(node, [VITEST, 'run', ...TESTS], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ASYNC_TUTOR_MATRIX: version },
    });
    if (status !== 0) failed++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failed === 0 ? `All of Node ${VERSIONS.join(', ')} hold.` : `${failed} parts failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** The package as the registry would give it, installed in an empty project; the path of its command. */
function installTarball(): string {
  const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
  const project = emptyProject('tarball');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', join(folder, name.trim().split('\n').at(-1)!)], {
    cwd: project,
    stdio: 'pipe',
  });
  return join(project, 'node_modules/async-tutor/dist/launch.cjs');
}

function runsFromTarball(node: string, launcher: string): boolean {
  const program = join(folder, 'program.ts');
  writeFileSync(program, PROGRAM);
  const { stdout, status } = spawnSync(node, [launcher, 'run', program], { encoding: 'utf8' });
  const holds = status === 0 && stdout === 'ran\n';
  console.log(
    holds ? 'the tarball runs a program' : `the tarball does not run: status ${status}, ${JSON.stringify(stdout)}`,
  );
  return holds;
}

/** The path of that version's binary. */
function installNode(version: string): string {
  const project = emptyProject(`node-${version}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: project, stdio: 'pipe' });
  return join(project, 'node_modules/node/bin/node');
}

function emptyProject(name: string): string {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  return project;
}
