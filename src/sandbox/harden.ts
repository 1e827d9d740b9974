/**
 * The second wall, for a program that has broken out of its context: the child's own realm loses what Node's permission
 * model leaves open (sockets, signals, bindings, the environment). Called once, after everything that the child itself needs
 * has been taken hold of, and before any learner's code.
 *
 * What it can't take away: the open pipe to the parent. So the parent believes nothing that comes through it.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import Module from 'node:module';
import net from 'node:net';

export function harden(): void {
  closeNetwork();
  closeNames();
  closeModules();
  closeProcess();
  closeGlobals();
}

function refused(): never {
  throw new Error('not in the sandbox');
}

/** Node's handle classes are reached through throw-away sockets; every socket of the process shares their prototypes. */
function closeNetwork(): void {
  const METHODS = [
    'open',
    'bind',
    'bind6',
    'connect',
    'connect6',
    'listen',
    'fchmod',
    'send',
    'send6',
    'sendto',
    'bufferSize',
    'addMembership',
    'addSourceSpecificMembership',
    'writev',
    'writeBuffer',
    'writeUtf8String',
    'writeLatin1String',
    'readStart',
  ];
  for (const handle of [tcpHandle(), pipeHandle(), udpHandle()]) {
    for (
      let proto: object | null = handle;
      proto !== null && proto !== Object.prototype;
      proto = Object.getPrototypeOf(proto) as object | null
    ) {
      for (const method of METHODS) lock(proto, method);
    }
  }
  for (const owner of [net.Socket.prototype, net.Server.prototype, dgram.Socket.prototype]) {
    for (const method of ['connect', 'listen', 'bind', 'send']) lock(owner, method);
  }
}

/** A question to a name server leaves at once, without a socket of Node's. */
function closeNames(): void {
  const { _handle: handle } = new dns.Resolver() as unknown as { readonly _handle: object };
  const queries = Object.getPrototypeOf(handle) as object;
  for (const name of Object.getOwnPropertyNames(queries))
    if (name.startsWith('query') || name === 'getHostByAddr') lock(queries, name);
  for (const owner of [dns, dns.promises]) for (const name of ['lookup', 'lookupService']) lock(owner, name);
}

/** The connection would be made on the next tick at the earliest; the socket is destroyed before. */
function tcpHandle(): object {
  return handleOfConnecting({ port: 1, host: '127.0.0.1' });
}

function pipeHandle(): object {
  return handleOfConnecting({ path: '/async-tutor/no/such/socket' });
}

/** Takes the handle at the moment when the socket makes it: where connecting is forbidden it is gone again at once. */
function handleOfConnecting(options: net.NetConnectOpts): object {
  const socket = new net.Socket().on('error', () => {});
  let made: object | null = null;
  let held: object | null = null;
  Object.defineProperty(socket, '_handle', {
    get: () => held,
    set: (handle: object | null) => {
      held = handle;
      made ??= handle;
    },
  });
  try {
    socket.connect(options);
  } catch {
    // Forbidden by the permission model: all the better.
  }
  socket.destroy();
  if (made === null) throw new Error('harden: a socket without a handle');
  return made;
}

function udpHandle(): object {
  const socket = dgram.createSocket('udp4') as unknown as Record<symbol, { handle: object }> & { close(): void };
  const state = Object.getOwnPropertySymbols(socket).find((symbol) => String(symbol) === 'Symbol(state symbol)');
  const { handle } = socket[state!]!;
  socket.close();
  return handle;
}

function lock(owner: object, name: string): void {
  if (!(name in owner)) return;
  try {
    Object.defineProperty(owner, name, { value: refused, writable: false, configurable: false });
  } catch {
    // Already locked on this object.
  }
}

function closeModules(): void {
  const internals = Module as unknown as { [name: string]: unknown; prototype: { [name: string]: unknown } };
  for (const name of [
    '_load',
    '_resolveFilename',
    '_findPath',
    'createRequire',
    'register',
    'registerHooks',
    'syncBuiltinESMExports',
    'runMain',
    '_extensions',
    '_cache',
    'constructor',
  ]) {
    close(internals, name);
  }
  for (const name of ['require', '_compile', 'load', 'constructor']) close(internals.prototype, name);
}

function closeProcess(): void {
  const own = process as unknown as { [name: string]: unknown };
  const KEPT = new Set([
    '_tickCallback',
    'nextTick',
    'emit',
    'cpuUsage',
    'exit',
    'reallyExit',
    'exitCode',
    'version',
    'versions',
    'on',
    'hrtime',
    'emitWarning',
    'domain',
    '_exiting',
    '_events',
    '_eventsCount',
    '_maxListeners',
  ]);
  for (const name of Reflect.ownKeys(own)) {
    if (typeof name === 'string' && !KEPT.has(name)) close(own, name);
  }
}

function closeGlobals(): void {
  for (const name of [
    'fetch',
    'WebSocket',
    'EventSource',
    'Worker',
    'MessageChannel',
    'BroadcastChannel',
    'navigator',
    'localStorage',
    'sessionStorage',
    'crypto',
    'WebAssembly',
    'SharedArrayBuffer',
    'Atomics',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'gc',
    'structuredClone',
    'performance',
    'require',
    'module',
    'exports',
  ]) {
    close(globalThis, name);
  }
}

/** Removes a property, or makes it undefined where it can't be removed. */
function close(owner: object, name: string): void {
  try {
    if (Reflect.deleteProperty(owner, name)) return;
    Object.defineProperty(owner, name, { value: undefined });
  } catch {
    // Frozen by --frozen-intrinsics: it was harmless there.
  }
}
