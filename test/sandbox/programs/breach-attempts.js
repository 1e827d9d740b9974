// What a program tries that has broken out of its context. Each attempt prints `NAME: refused`, or ESCAPED with what it got.
// The first line of code gets what it may aim at: ports, paths, a process.
const targets = @TARGETS@;
const { process, global, modules } = host;
const { childProcess, cluster, dgram, fs, http, http2, https, inspector, Module, net, tls, v8, workerThreads } = modules;
const attempt = (name, body) => {
  let got;
  try {
    got = body();
  } catch (error) {
    console.log(`${name}: refused`);
    return;
  }
  if (got === undefined || got === null || got === false) console.log(`${name}: refused`);
  else console.log(`ESCAPED ${name}: ${typeof got}`);
};
/** For what only the other side can tell: whether it was thrown here says nothing. */
const try_ = (name, body) => {
  try {
    body()?.on?.('error', () => {});
  } catch {}
  console.log(`${name}: tried`);
};

console.log(host.marker);
// Through the process and the globals alone.
for (const name of ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'kill', '_kill', '_debugProcess', '_debugEnd', 'mainModule', 'env', 'execve', 'report', 'chdir', 'setuid', 'umask', 'abort', 'loadEnvFile', 'stdin', 'stdout', 'stderr', 'openStdin', 'channel', 'moduleLoadList', 'argv', 'execPath', '_rawDebug', 'setUncaughtExceptionCaptureCallback', 'config', 'release', 'ppid', 'pid', '_startProfilerIdleNotifier', 'initgroups', 'allowedNodeEnvironmentFlags']) attempt(`process.${name}`, () => process[name]);
for (const name of ['fetch', 'WebSocket', 'EventSource', 'Worker', 'require', 'module', 'WebAssembly', 'setTimeout', 'setImmediate', 'queueMicrotask', 'MessageChannel', 'BroadcastChannel', 'localStorage', 'SharedArrayBuffer']) attempt(`global.${name}`, () => global[name]);
attempt('permission to read', () => process.permission.has('fs.read', '/etc/passwd') || process.permission.has('fs.write') || process.permission.has('child') || process.permission.has('worker'));
attempt('Function', () => host.Function('return 1')());
attempt('the constructor of a host function', () => process.nextTick.constructor('return 1')());
attempt('the constructor of a host async function', () => Object.getPrototypeOf(async () => {}).constructor('return 1')());
attempt('eval', () => global.eval?.('1'));
attempt('Module._load', () => Module._load('fs'));
attempt('Module._load of what Node keeps to itself', () => Module._load('internal/test/binding'));
attempt('Module.createRequire of what Node keeps to itself', () => Module.createRequire('/x.js')('internal/test/binding'));
attempt('new Module().require of what Node keeps to itself', () => new Module('x').require('internal/test/binding'));
attempt('getBuiltinModule of what Node keeps to itself', () => process.getBuiltinModule('internal/test/binding'));
attempt('Module.createRequire', () => Module.createRequire('/x.js')('fs'));
attempt('new Module().require', () => new Module('x').require('fs'));
attempt('Module.prototype._compile', () => Module.prototype._compile.call(new Module('x'), 'module.exports = 1', '/x.js'));
attempt('Module.register', () => Module.register('data:text/javascript,1'));
attempt('the prototypes of the host', () => {
  Object.getPrototypeOf(Object.getPrototypeOf([]) && host.global.Object.prototype) ?? (host.global.Object.prototype.polluted = 1);
  return host.global.Object.prototype.polluted;
});
// With the modules in hand.
attempt('read a file', () => fs.readFileSync('/etc/passwd', 'utf8'));
attempt('open a file', () => fs.openSync('/etc/hostname', 'r'));
attempt('list a folder', () => fs.readdirSync('/'));
attempt('look at a file', () => fs.statSync('/etc/passwd'));
attempt('write a file', () => (fs.writeFileSync(targets.file, 'x'), true));
attempt('append to a file', () => (fs.appendFileSync(targets.file, 'x'), true));
attempt('make a folder', () => (fs.mkdirSync(targets.file), true));
attempt('link to a file', () => (fs.symlinkSync('/etc/passwd', targets.file), true));
attempt('copy a file', () => (fs.copyFileSync('/etc/passwd', targets.file), true));
attempt('write a heap snapshot', () => v8.writeHeapSnapshot(targets.file));
try_('write a stream', () => fs.createWriteStream(targets.file).end('x'));
try_('write soon', () => void fs.promises.writeFile(targets.file, 'x').catch(() => {}));
attempt('start a process', () => { const { error, status } = childProcess.spawnSync('/bin/sh', ['-c', `echo x > ${targets.file}`]); return error ? undefined : `${status}`; });
attempt('start a process without waiting', () => childProcess.spawn('/bin/sh', ['-c', `echo x > ${targets.file}`]).pid);
attempt('exec', () => childProcess.execSync('true'));
attempt('fork', () => childProcess.fork('/x.js').pid);
attempt('fork a cluster', () => cluster.fork().process.pid);
attempt('start a worker', () => new workerThreads.Worker('1', { eval: true, execArgv: [] }).threadId);
attempt('start an inspector', () => { inspector.open(0); return inspector.url(); });
attempt('signal its parent', () => process.kill(targets.parent, 'SIGUSR2'));
try_('connect to a port', () => net.connect(targets.tcp, '127.0.0.1'));
try_('connect a socket by hand', () => new net.Socket().connect(targets.tcp, '127.0.0.1'));
try_('connect a prototype', () => net.Socket.prototype.connect.call(new net.Socket(), { port: targets.tcp, host: '127.0.0.1' }));
try_('connect to a unix socket', () => net.connect({ path: targets.unix }));
try_('ask over http', () => http.get(`http://127.0.0.1:${targets.tcp}/`));
try_('ask over http by an agent', () => http.request({ host: '127.0.0.1', port: targets.tcp, createConnection: () => net.createConnection(targets.tcp, '127.0.0.1') }).end());
try_('ask over https', () => https.get(`https://127.0.0.1:${targets.tcp}/`));
try_('connect with tls', () => tls.connect(targets.tcp, '127.0.0.1'));
try_('connect with http2', () => http2.connect(`http://127.0.0.1:${targets.tcp}`));
try_('send a datagram', () => { const socket = dgram.createSocket('udp4'); socket.send('x', targets.udp, '127.0.0.1'); return socket; });
try_('connect a datagram socket', () => { const socket = dgram.createSocket('udp4'); socket.connect(targets.udp, '127.0.0.1'); return socket; });
attempt('bind a datagram socket', () => { const socket = dgram.createSocket('udp4'); socket.on('error', () => {}); socket.bind(0); return socket.address().port; });
attempt('listen', () => { const server = net.createServer().on('error', () => {}).listen(0, '127.0.0.1'); return server.address()?.port; });
attempt('listen on a unix socket', () => { const server = net.createServer().on('error', () => {}).listen(targets.file); return server.address(); });
const handle = (socket) => { let made; Object.defineProperty(socket, '_handle', { set(value) { made ??= value; }, get: () => made }); try { socket.connect(1, '127.0.0.1'); } catch {} return made; };
try_('connect a handle', () => { const raw = handle(new net.Socket()) ?? new net.Socket({ handle: undefined })._handle; raw.connect({}, '127.0.0.1', targets.tcp); });
console.log('all tried');
