/** Drives the tutor as a learner and a clock would, without React, a terminal or real time. */
import type { Course, Language } from '../../src/course/course.ts';
import type { Run } from '../../src/app/playback.ts';
import type { Ports } from '../../src/app/ports.ts';
import { Program } from '../../src/app/program.ts';
import type { LessonView } from '../../src/app/screens/lesson-state.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import { asChosen, type Environment } from '../../src/app/settings.ts';
import type { State } from '../../src/app/state.ts';
import { initialState } from '../../src/app/state.ts';
import type { Fact } from '../../src/progress/fact.ts';
import { summarize } from '../../src/progress/progress.ts';
import { FakeEditor } from './fake-editor.ts';
import { FakeProgress, NO_SYNTAX, NO_TRACES } from './fake-progress.ts';
import { COURSE, FakeRunner } from './fake-runner.ts';

export interface DriverOptions {
  readonly language?: Language;
  readonly columns?: number;
  readonly rows?: number;
  readonly runner?: FakeRunner;
  readonly course?: Course;
  /** What was kept on another day. */
  readonly facts?: readonly Fact[];
  readonly environment?: Environment;
  /** Others than the fakes; a runner given here takes the place of the fake one. */
  readonly ports?: Partial<Pick<Ports, 'runner' | 'syntax' | 'traces'>>;
}

export class TutorDriver {
  readonly program: Program;
  readonly runner: FakeRunner;
  readonly progress = new FakeProgress();
  readonly editor = new FakeEditor();
  readonly asked: ('quit' | 'suspend')[] = [];

  constructor(options: DriverOptions = {}) {
    const { language, columns = 120, rows = 40, runner = new FakeRunner(), course = COURSE } = options;
    this.runner = runner;
    this.progress.facts.push(...(options.facts ?? []));
    const terminal = { quit: () => void this.asked.push('quit'), suspend: () => void this.asked.push('suspend') };
    const { progress } = this;
    const kept = summarize(progress.facts);
    const start = initialState(course, language ?? 'en', { columns, rows }, kept, options.environment);
    const ports = {
      runner,
      terminal,
      progress,
      syntax: NO_SYNTAX,
      traces: NO_TRACES,
      editor: this.editor,
      ...options.ports,
    };
    this.program = new Program(asChosen(start, language !== undefined), ports);
  }

  get state(): State {
    return this.program.state;
  }

  get view(): LessonView {
    return lessonView(this.state)!;
  }

  get run(): Run {
    return this.view.stationState.run!;
  }

  /** Key after key; resolves when the runner has answered all of them. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.program.dispatch({ type: 'keyPressed', key });
      await this.program.settled();
    }
  }

  async type(text: string): Promise<void> {
    await this.press(...Array.from(text, (character) => (character === '\n' ? 'enter' : character)));
  }

  /** Lets seconds pass on the wall, frame by frame. */
  async pass(seconds: number): Promise<void> {
    for (let frame = 0; frame < Math.round(seconds * 20); frame++) {
      this.program.dispatch({ type: 'ticked', elapsedMs: 50 });
      await this.program.settled();
    }
  }
}
