// What a program tries that has broken out of the context of a thread, of the main thread of a child with threads, or of a
// process of a pool. Each attempt prints `WHERE NAME: refused`, or ESCAPED with what it got.
import { Thread } from 'threading';
import { ProcessPoolExecutor } from 'concurrent.futures';
const targets = @TARGETS@;
function attack(targets, where) {
  const { process, global, modules } = host;
  const { childProcess, cluster, dgram, dns, fs, http, inspector, Module, net, v8, workerThreads } = modules;
  const attempt = (name, body) => {
    let got;
    try {
      got = body();
    } catch {
      console.log(`${where} ${name}: refused`);
      return;
    }
    if (got === undefined || got === null || got === false) console.log(`${where} ${name}: refused`);
    else console.log(`ESCAPED ${where} ${name}: ${typeof got}`);
  };
  const try_ = (name, body) => {
    try {
      body()?.on?.('error', () => {});
    } catch {}
    console.log(`${where} ${name}: tried`);
  };
  console.log(`${where} ${host.marker}`);
  for (const name of ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'kill', '_debugProcess', 'mainModule', 'env', 'execve', 'report', 'chdir', 'stdin', 'stdout', 'stderr', 'argv', 'execArgv', 'execPath', '_getActiveHandles', '_rawDebug']) attempt(`process.${name}`, () => process[name]);
  for (const name of ['fetch', 'Worker', 'require', 'WebAssembly', 'setTimeout', 'MessageChannel', 'BroadcastChannel', 'SharedArrayBuffer', 'postMessage', 'onmessage', 'close']) attempt(`global.${name}`, () => global[name]);
  for (const scope of ['fs', 'fs.read', 'fs.write', 'child', 'worker', 'addon', 'inspector', 'wasi', 'net']) attempt(`permission ${scope}`, () => process.permission?.has(scope));
  for (const file of ['/etc/passwd', '/etc/hostname', targets.secret, '/proc/self/maps', '/proc/self/environ', '/proc/self/mem', '/proc/self/cmdline', '/proc/self/fd/0', '/dev/zero', 'etc/passwd', './etc/hostname']) {
    attempt(`permission to read ${file}`, () => process.permission?.has('fs.read', file));
    attempt(`read ${file}`, () => fs.readFileSync(file, 'utf8'));
    attempt(`open ${file}`, () => fs.openSync(file, 'r'));
  }
  attempt('list the folder that it works in', () => fs.readdirSync('.'));
  attempt('list /proc/self', () => fs.readdirSync('/proc/self'));
  attempt('look at a file', () => fs.statSync('/etc/passwd'));
  attempt('follow a link', () => fs.readlinkSync('/proc/self/exe'));
  attempt('write a file', () => (fs.writeFileSync(targets.file, 'x'), true));
  attempt('write where it works', () => (fs.writeFileSync('written', 'x'), true));
  attempt('write to its own memory', () => fs.openSync('/proc/self/mem', 'r+'));
  attempt('link to a file', () => (fs.symlinkSync('/etc/passwd', targets.file), true));
  attempt('copy a file', () => (fs.copyFileSync('/etc/passwd', targets.file), true));
  attempt('write a heap snapshot', () => v8.writeHeapSnapshot(targets.file));
  try_('write soon', () => void fs.promises.writeFile(targets.file, 'x').catch(() => {}));
  attempt('start a process', () => { const { error, status } = childProcess.spawnSync('/bin/sh', ['-c', `echo x > ${targets.file}`]); return error ? undefined : `${status}`; });
  attempt('start a process without waiting', () => childProcess.spawn('/bin/sh', ['-c', `echo x > ${targets.file}`]).pid);
  attempt('fork', () => childProcess.fork('/x.js').pid);
  attempt('fork a cluster', () => cluster.fork().process.pid);
  const { Worker } = workerThreads;
  for (const options of [{ eval: true }, { eval: true, execArgv: [] }, { eval: true, execArgv: ['--allow-worker'] }, { eval: true, env: workerThreads.SHARE_ENV }, { eval: true, resourceLimits: {} }]) attempt(`start a worker ${JSON.stringify(options)}`, () => new Worker(`require('fs').writeFileSync(${JSON.stringify(targets.file)}, 'x')`, options).threadId);
  attempt('start a worker from data', () => new Worker(new URL('data:text/javascript,1')).threadId);
  attempt('start a worker from the own file', () => new Worker(targets.child).threadId);
  attempt('start a worker by its prototype', () => Reflect.construct(Worker, ['1', { eval: true, execArgv: [] }], Object));
  attempt('load an addon', () => process.dlopen({ exports: {} }, '/x.node') ?? Module._extensions['.node']({ exports: {} }, '/x.node'));
  attempt('open an inspector', () => { inspector.open(0); return inspector.url(); });
  attempt('connect an inspector to the main thread', () => { const session = new inspector.Session(); session.connectToMainThread(); return session; });
  attempt('look through an inspector', () => { const session = new inspector.Session(); session.connect(); let got; session.post('Runtime.evaluate', { expression: 'process.binding("fs")' }, (_, result) => { got = result?.result?.objectId; }); return got; });
  attempt('signal its parent', () => process.kill(targets.parent, 'SIGUSR2'));
  attempt('signal itself', () => process.kill(process.pid, 'SIGTERM'));
  attempt('open a database', () => new (process.getBuiltinModule('node:sqlite').DatabaseSync)(targets.file));
  attempt('require a database', () => Module._load('node:sqlite'));
  try_('connect to a port', () => net.connect(targets.tcp, '127.0.0.1'));
  try_('connect a socket by hand', () => new net.Socket().connect(targets.tcp, '127.0.0.1'));
  try_('connect to a unix socket', () => net.connect({ path: targets.unix }));
  try_('ask over http', () => http.get(`http://127.0.0.1:${targets.tcp}/`));
  try_('send a datagram', () => { const socket = dgram.createSocket('udp4'); socket.send('x', targets.udp, '127.0.0.1'); return socket; });
  try_('connect a datagram socket', () => { const socket = dgram.createSocket('udp4'); socket.connect(targets.udp, '127.0.0.1'); return socket; });
  attempt('listen', () => net.createServer().on('error', () => {}).listen(0, '127.0.0.1').address()?.port);
  attempt('ask a name server', () => { const resolver = new dns.Resolver(); resolver.setServers([`127.0.0.1:${targets.udp}`]); resolver.resolve4('name.test', () => {}); return true; });
  attempt('ask a name server by its handle', () => { const { _handle } = new dns.Resolver(); _handle.setServers([[4, '127.0.0.1', targets.udp]]); return _handle.queryA({ oncomplete() {} }, 'name.test') === 0; });
  attempt('look a name up', () => { dns.lookup('name.test', () => {}); return true; });
  attempt('look a name up in promises', () => { dns.promises.lookup('name.test').catch(() => {}); return true; });
  attempt('look an address up', () => { dns.lookupService('127.0.0.1', 22, () => {}); return true; });
  // The nursery listens to nobody but the parent.
  try_('talk on a channel to all threads', () => { const channel = new workerThreads.BroadcastChannel('x'); channel.postMessage({ slot: 1 }); channel.close(); });
  try_('talk to whoever started it', () => workerThreads.parentPort?.postMessage({ role: 'thread', slot: 3 }));
  try_('leave something for later threads', () => workerThreads.setEnvironmentData('NODE_OPTIONS', '--no-permission'));
  attempt('ask the nursery through its pipe', () => { fs.writeSync(4, Buffer.from([3])); });
  console.log(`${where} all tried`);
}
const thread = new Thread(attack, targets, 'thread');
thread.start();
thread.joinSync();
using pool = new ProcessPoolExecutor(1);
pool.submit(attack, targets, 'process').result();
attack(targets, 'main');
