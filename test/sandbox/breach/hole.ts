/**
 * Test only, never shipped (`BREACHED-ON-PURPOSE`): tears the first wall down. Every context gets a global `host` with the
 * child's own process, globals and, as no real breach could have them so easily, Node's modules.
 */
import childProcess from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import inspector from 'node:inspector';
import Module from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import v8 from 'node:v8';
import vm from 'node:vm';
import workerThreads from 'node:worker_threads';

const modules = {
  childProcess,
  cluster,
  dgram,
  dns,
  fs,
  http,
  http2,
  https,
  inspector,
  Module,
  net,
  tls,
  v8,
  workerThreads,
};
const host = { marker: 'BREACHED-ON-PURPOSE', process, global: globalThis, Function, modules };
const { createContext } = vm;

vm.createContext = ((...args: Parameters<typeof createContext>): vm.Context => {
  const context = createContext(...args);
  Object.defineProperty(context, 'host', { value: host });
  return context;
}) as typeof createContext;
