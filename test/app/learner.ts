/** Test support: somebody who goes through a course with keys alone, in front of the real sandbox. */
import { keyOf } from '../../src/course/questions/kinds.ts';
import type { Answer } from '../../src/course/questions/question.ts';
import type { Course, Language } from '../../src/course/course.ts';
import type { Draft } from '../../src/app/asking.ts';
import { answerOf } from '../../src/app/asking.ts';
import { Program } from '../../src/app/program.ts';
import { hasProgram, type LessonView, lessonView, type Task } from '../../src/app/screens/lesson-state.ts';
import { initialState } from '../../src/app/state.ts';
import type { RunnerPort } from '../../src/app/ports.ts';
import { FakeEditor } from './fake-editor.ts';
import { FakeProgress, NO_SYNTAX, NO_TRACES } from './fake-progress.ts';

/** More than the whole course needs: whoever presses more keys is stuck. */
const MOST_KEYS = 40_000;

export class Learner {
  readonly progress = new FakeProgress();
  readonly program: Program;
  readonly isAlwaysRight: boolean;
  /** `chapter/lesson screen station`, in the order in which they were met. */
  readonly seen: string[] = [];
  #keys = 0;

  constructor(course: Course, language: Language, runner: RunnerPort, isAlwaysRight: boolean) {
    this.isAlwaysRight = isAlwaysRight;
    const ports = {
      runner,
      progress: this.progress,
      syntax: NO_SYNTAX,
      traces: NO_TRACES,
      terminal: { quit() {}, suspend() {} },
      editor: new FakeEditor(),
    };
    this.program = new Program(initialState(course, language, { columns: 80, rows: 24 }), ports);
  }

  get view(): LessonView | null {
    return lessonView(this.program.state);
  }

  async goThrough(): Promise<void> {
    await this.press('g', 'enter');
    for (let view = this.view; view !== null; view = this.view) {
      const here = `${view.lesson.id} ${view.lessonState.screen} ${view.screenState.station}`;
      if (this.seen.at(-1) === here) throw new Error(`there is no way on from ${here}`);
      this.seen.push(here);
      await this.work(view);
      // To the next screen; from the last one to the contents.
      await this.press(this.view!.isLast ? 'q' : 'n');
    }
  }

  private async work(view: LessonView): Promise<void> {
    const { station } = view;
    if (station === null) return;
    if (station.task !== null) return this.answer(station.task);
    if (station.predict !== null) await this.press('s');
    else if (hasProgram(station)) await this.press('r');
    await this.toTheEnd();
  }

  private async toTheEnd(): Promise<void> {
    await this.press('G');
    const { run } = this.view!.stationState;
    if (run !== null && run.report?.state !== 'ended') throw new Error(`${run.fileName} does not come to its end`);
  }

  private async answer(task: Task): Promise<void> {
    if (task.is === 'exercise') return this.solve();
    const key = keyOf(task.question);
    await this.press('e');
    const { draft } = this.view!.stationState.asking;
    if (draft!.is === 'edit') {
      const { question } = task;
      await this.write('solution' in question && this.isAlwaysRight ? question.solution.source : 'console.log(1);\n');
      await this.press('ctrl-r');
    } else {
      await this.fillIn(draft!, this.isAlwaysRight ? key : null);
      await this.press(draft!.is === 'type' && draft!.ask === 'output' ? 'tab' : 'enter');
    }
    await this.toTheEnd();
  }

  /** Whoever is always right asks for the solution; the other one runs what is there. */
  private async solve(): Promise<void> {
    await this.press('e', 'escape', 'h');
    if (this.isAlwaysRight) await this.press('S');
    await this.press('r');
    await this.toTheEnd();
  }

  private async write(text: string): Promise<void> {
    const { draft } = this.view!.stationState.asking;
    const length = draft?.is === 'edit' ? draft.area.lines.join('\n').length : 0;
    await this.press(...Array.from({ length: 60 }, () => 'down'), 'end', ...Array.from({ length }, () => 'backspace'));
    this.program.dispatch({ type: 'pasted', text });
  }

  /** `answer` null: anything that is wrong. */
  private async fillIn(draft: Draft, answer: Answer | null): Promise<void> {
    switch (draft.is) {
      case 'pick': {
        const right = answer?.is === 'picked' ? answer.options : null;
        const task = this.view!.station!.task!;
        const key = task.is === 'question' ? keyOf(task.question) : null;
        const wrong = draft.shown.find((option) => key?.is === 'picked' && !key.options.includes(option))!;
        for (const option of right ?? [wrong]) await this.press(String(draft.shown.indexOf(option) + 1));
        return;
      }
      case 'type': {
        const text = answer?.is === 'typed' ? answer.text : draft.ask === 'seconds' ? '99' : 'nonsense';
        for (const character of text.trimEnd()) await this.press(character === '\n' ? 'enter' : character);
        return;
      }
      case 'arrange':
        return answer?.is === 'arranged' ? this.arrange(answer.items) : undefined;
      case 'pair': {
        const rights = answer?.is === 'paired' ? answer.rights : draft.rights.map(() => draft.shown[0]!);
        for (const [row, right] of rights.entries()) {
          const times = draft.shown.indexOf(right) + 1;
          await this.press(String(row + 1), ...Array.from({ length: times }, () => 'right'));
        }
        return;
      }
      case 'edit':
        return;
    }
  }

  /** Sets aside what does not belong there, then brings each item to its place. */
  private async arrange(wanted: readonly number[]): Promise<void> {
    const now = () => this.view!.stationState.asking.draft as Extract<Draft, { is: 'arrange' }>;
    for (const item of now().items.filter((each) => !wanted.includes(each))) {
      await this.to(now().items.indexOf(item));
      await this.press('x');
    }
    for (const [place, item] of wanted.entries()) {
      const at = now().items.indexOf(item);
      await this.to(at);
      await this.press(' ', ...Array.from({ length: at - place }, () => 'up'), ' ');
    }
    if (JSON.stringify(answerOf(now())) !== JSON.stringify({ is: 'arranged', items: wanted }))
      throw new Error('the items could not be put in order');
  }

  private async to(row: number): Promise<void> {
    await this.press(...Array.from({ length: 20 }, () => 'up'), ...Array.from({ length: row }, () => 'down'));
  }

  private async press(...keys: readonly string[]): Promise<void> {
    this.#keys += keys.length;
    if (this.#keys > MOST_KEYS) throw new Error('too many keys');
    for (const key of keys) this.program.dispatch({ type: 'keyPressed', key });
    await this.program.settled();
  }
}
