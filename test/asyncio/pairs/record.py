"""Writes `expected.txt` beside every `program.py` here: what CPython 3.13 or newer prints.

    python3 test/asyncio/pairs/record.py [NAME ...]

The loop is made exact where CPython leaves things open: virtual time, which `time.sleep` moves too; timers with equal times in
the order they were set; sets of tasks in the order they were made. Every program runs in a process of its own.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def run_exactly(path):
    import asyncio
    import runpy
    import selectors
    import time
    from asyncio import events, taskgroups, tasks

    class Clock:
        now = 0.0

        @classmethod
        def sleep(cls, seconds):
            if seconds < 0:
                raise ValueError("sleep length must be non-negative")
            cls.now += seconds

    class OrderedSet(dict):
        def __init__(self, items=()):
            super().__init__((item, None) for item in items)

        def add(self, item):
            self[item] = None

        def discard(self, item):
            self.pop(item, None)

    class StableTimerHandle(events.TimerHandle):
        __slots__ = ["_sequence"]
        count = 0

        def __init__(self, *args):
            super().__init__(*args)
            StableTimerHandle.count += 1
            self._sequence = StableTimerHandle.count

        def __lt__(self, other):
            return (self._when, self._sequence) < (other._when, other._sequence)

    class VirtualSelector(selectors.SelectSelector):
        loop = None

        def select(self, timeout=None):
            if timeout is None:
                raise SystemError("nothing will ever happen any more")
            if timeout > 0:
                Clock.now = max(Clock.now, self.loop._scheduled[0]._when)
            return []

    class VirtualLoop(asyncio.SelectorEventLoop):
        def __init__(self):
            selector = VirtualSelector()
            super().__init__(selector)
            selector.loop = self

        def time(self):
            return Clock.now

        def create_task(self, *args, **options):
            task = super().create_task(*args, **options)
            made.append(task)
            return task

    made = []
    unordered_all_tasks = tasks.all_tasks

    def all_tasks(loop=None):
        return OrderedSet(sorted(unordered_all_tasks(loop), key=made.index))

    class VirtualPolicy(asyncio.DefaultEventLoopPolicy):
        _loop_factory = VirtualLoop

    tasks.set = taskgroups.set = OrderedSet
    tasks.all_tasks = asyncio.all_tasks = all_tasks
    events.TimerHandle = StableTimerHandle
    asyncio.set_event_loop_policy(VirtualPolicy())
    time.sleep = Clock.sleep
    time.time = time.monotonic = time.perf_counter = lambda: Clock.now
    runpy.run_path(path, run_name="__main__")


def record(folder):
    command = [sys.executable, __file__, "--run", str(folder / "program.py")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if ran.returncode != 0:
        raise SystemExit(f"{folder.name}: {ran.stderr}")
    if ran.stderr:
        print(folder.name, ran.stderr)
    (folder / "expected.txt").write_text(ran.stdout)


if __name__ == "__main__":
    if sys.version_info < (3, 13):
        raise SystemExit("this needs Python 3.13 or newer")
    if sys.argv[1:2] == ["--run"]:
        run_exactly(sys.argv[2])
    else:
        for name in sys.argv[1:] or sorted(path.parent.name for path in HERE.glob("*/program.py")):
            record(HERE / name)
