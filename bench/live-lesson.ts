/**
 * The process that `frame.ts` measures: the tutor in a lesson whose program plays live, on a terminal in memory. Prints
 * what the ticks cost as JSON. The program is the scripted one of the tests, so that only the tutor is measured.
 */
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Program } from '../src/app/program.ts';
import { initialState } from '../src/app/state.ts';
import { openTutor } from '../src/ui/open-screen.tsx';
import { FakeEditor } from '../test/app/fake-editor.ts';
import { FakeProgress, NO_SYNTAX, NO_TRACES } from '../test/app/fake-progress.ts';
import { COURSE, FakeRunner } from '../test/app/fake-runner.ts';
import type { FrameCost } from './frame.ts';

const MEASURED_MS = 3_000;
/** The program takes two seconds of its clock; at this speed it lasts longer than the measurement. */
const SLOWER = ['-'];

const columns = Number(process.argv[2]);
const rows = Number(process.argv[3]);
let bytes = 0;
let frames = 0;
const output = new Writable({
  write(chunk: Buffer, _encoding, done) {
    bytes += chunk.length;
    if (chunk.includes('\x1b[1E') || chunk.includes('\n')) frames++;
    done();
  },
});
const stdout = Object.assign(output, { isTTY: true, columns, rows });
const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
});

let program: Program | undefined;
let ticks = 0;
const left = openTutor({
  stdin: stdin as unknown as NodeJS.ReadStream,
  stdout: stdout as unknown as NodeJS.WriteStream,
  makeProgram: (terminal) => {
    program = new Program(initialState(COURSE, 'en', { columns, rows }), {
      runner: new FakeRunner(),
      terminal,
      progress: new FakeProgress(),
      syntax: NO_SYNTAX,
      traces: NO_TRACES,
      editor: new FakeEditor(),
    });
    const dispatch = program.dispatch.bind(program);
    program.dispatch = (message) => {
      if (message.type === 'ticked') ticks++;
      dispatch(message);
    };
    return program;
  },
  stopProcess: () => Promise.resolve(),
  colors: 2,
});
const press = (key: string) => program!.dispatch({ type: 'keyPressed', key });
for (const key of ['down', 'enter', 's', ...SLOWER]) press(key);
await wait(300);
const before = { cpu: process.cpuUsage(), ticks, frames, bytes };
await wait(MEASURED_MS);
const { user, system } = process.cpuUsage(before.cpu);
const passed = ticks - before.ticks;
const cost: FrameCost = {
  ticks: passed,
  frames: frames - before.frames,
  cpuMsPerTick: (user + system) / 1_000 / passed,
  bytesPerTick: (bytes - before.bytes) / passed,
};
press('ctrl-c');
await left;
process.stdout.write(JSON.stringify(cost));
