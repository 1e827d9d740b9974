#!/usr/bin/env node
// The command itself. ES5, so that any Node can at least say what is missing: an older Node runs the tutor under a newer
// one that is installed beside it, or else says what to type.
'use strict';
var fs = require('fs');
var path = require('path');

/** engines: ^22.22.2 || ^24.15.0 || >=26 */
function isSupported(version) {
  var parts = version.replace(/^v/, '').split('.').map(Number);
  var major = parts[0],
    minor = parts[1],
    patch = parts[2];
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 2);
  if (major === 24) return minor >= 15;
  return major >= 26;
}

/** A Node that `npm ci` put beside the package, or null. */
function installedNode() {
  var name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (var folder = path.dirname(__dirname); ; folder = path.dirname(folder)) {
    var candidate = path.join(folder, 'node_modules', 'node', 'bin', name);
    if (fs.existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) return null;
  }
}

/** A signal that ended the other Node ends this one; its exit status becomes ours. */
function runUnder(node) {
  var spawnSync = require('child_process').spawnSync;
  var env = Object.assign({}, process.env, { ASYNC_TUTOR_RELAUNCHED: '1' });
  var result = spawnSync(node, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit', env: env });
  if (result.error) return false;
  if (result.signal) process.kill(process.pid, result.signal);
  process.exit(result.status === null ? 1 : result.status);
}

function explain() {
  process.stderr.write(
    'async-tutor needs Node 22.22.2, 24.15 or 26 (this is ' +
      process.version +
      '). Without installing anything, type:\n' +
      'async-tutor 需要 Node 22.22.2、24.15 或 26（当前是 ' +
      process.version +
      '）。不必另外安装，输入：\n\n' +
      '  npx -y -p node@24 -p async-tutor async-tutor\n\n' +
      'npm 12 and later also need: --allow-scripts=node\n' +
      'npm 12 及以上还要加上：--allow-scripts=node\n',
  );
  process.exit(1);
}

if (isSupported(process.version)) {
  if (!fs.existsSync(path.join(__dirname, 'main.mjs'))) {
    process.stderr.write('async-tutor is not built yet: npm run build\nasync-tutor 还没有构建：npm run build\n');
    process.exit(1);
  }
  require('./start.cjs');
} else {
  var other = process.env.ASYNC_TUTOR_RELAUNCHED ? null : installedNode();
  if (other === null || !runUnder(other)) explain();
}
