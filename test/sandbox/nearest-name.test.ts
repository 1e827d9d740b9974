import { expect, test } from 'vitest';
import { nearestName } from '../../src/sandbox/nearest-name.ts';

const KNOWN = ['createTask', 'gather', 'Lock', 'run', 'sleep', 'TaskGroup', 'taskGroup', 'timeout', 'wait', 'waitFor'];

test.each([
  ['create_task', 'createTask'],
  ['creatTask', 'createTask'],
  ['craeteTask', 'createTask'],
  ['createTasks', 'createTask'],
  ['slep', 'sleep'],
  ['rnu', 'run'],
  ['sleeep', 'sleep'],
  ['gahter', 'gather'],
  ['Sleep', 'sleep'],
  ['wait_for', 'waitFor'],
  ['taskGroup', 'TaskGroup'],
])('%s was probably %s', (name, meant) => {
  expect(nearestName(name, KNOWN)).toBe(meant);
});

test.each(['x', 'ru', 'stop', 'spawn', 'createThread', 'constructor', ''])('%s is none of them', (name) => {
  expect(nearestName(name, KNOWN)).toBe(null);
});
