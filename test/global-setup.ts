/**
 * Before any test: the Node that the project pins, and a build. `--ignore-scripts` silently leaves the system's Node;
 * `npm run test:matrix` takes another one on purpose.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export function setup(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24 && process.env['ASYNC_TUTOR_MATRIX'] === undefined)
    throw new Error(
      `the tests need the Node that npm ci installs, not ${process.version}: run npm ci without --ignore-scripts`,
    );
  if (!existsSync(resolve(import.meta.dirname, '../dist/child.mjs')))
    throw new Error('the tests need a build: npm run build');
}
