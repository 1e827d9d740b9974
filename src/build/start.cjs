// Keeps V8's compiled code between starts, in the cache folder, then starts the program.
'use strict';
const { enableCompileCache } = require('node:module');
const { homedir, tmpdir } = require('node:os');
const { join } = require('node:path');

function cacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'async-tutor-nodejs');
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA || tmpdir(), 'async-tutor-nodejs', 'Cache');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'async-tutor-nodejs');
}

// Where it can't be written, nothing is kept.
enableCompileCache(join(cacheFolder(), 'compiled'));
import('./main.mjs').catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
