/**
 * `npm run test:matrix`: the escape programs under every Node that is supported. Installs each from the npm registry into
 * a temporary folder, and runs the same tests with the sandbox of that version.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const VERSIONS = ['22', '24', '26'];
const ROOT = resolve(import.meta.dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-matrix-'));
let failed = 0;
try {
  for (const version of VERSIONS) {
    const node = installNode(version);
    console.log(`Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    const { status } = spawnSync('vitest', ['run', 'test/sandbox/escape.test.ts'], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ASYNC_TUTOR_TEST_NODE: node },
    });
    if (status !== 0) failed++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${VERSIONS.length - failed} of ${VERSIONS.length} versions hold.`);
process.exitCode = failed === 0 ? 0 : 1;

/** The path of that version's binary. */
function installNode(version: string): string {
  const prefix = join(folder, version);
  execFileSync('mkdir', ['-p', prefix]);
  writeFileSync(join(prefix, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: prefix, stdio: 'pipe' });
  return join(prefix, 'node_modules/node/bin/node');
}
