// Before anything is built or started in a clone: is this the Node that `npm ci` brings? ES5, so that any Node can say so.
'use strict';
var major = Number(process.version.replace(/^v/, '').split('.')[0]);
var isBuilt = require('fs').existsSync(require('path').join(__dirname, '..', '..', 'dist', 'launch.cjs'));
var isStart = process.argv[2] === 'start';
if (isStart ? !isBuilt : major < 24) {
  process.stderr.write(
    'This clone is not set up (Node ' +
      process.version +
      '). Run npm ci, with install scripts allowed: it brings Node 24 and builds.\n' +
      '这个克隆还没有准备好（Node ' +
      process.version +
      '）。请运行 npm ci 并允许安装脚本：它会装上 Node 24 并完成构建。\n',
  );
  process.exit(1);
}
