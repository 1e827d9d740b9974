"""Runs random programs (JSON on stdin, see programs.ts) on CPython's asyncio and prints what each logs.

The loop is made exact where CPython leaves things open: virtual time, timers with equal times in the order they were set,
and sets of tasks in insertion order.
"""
import asyncio, json, selectors, sys
from asyncio import base_events, events, taskgroups, tasks


class Deadlock(Exception):
    pass


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
            raise Deadlock()
        if timeout > 0:
            self.loop.now = self.loop._scheduled[0]._when
        return []


overflows = []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = VirtualSelector()
        super().__init__(selector)
        selector.loop = self

    def time(self):
        return self.now

    def call_exception_handler(self, context):
        # A ring of tasks that cancel each other: where the stack ends is no behaviour to compare.
        if isinstance(context.get("exception"), RecursionError):
            overflows.append(True)


unordered_all_tasks = tasks.all_tasks
tasks.all_tasks = lambda loop=None: sorted(unordered_all_tasks(loop), key=lambda task: int(task.get_name().split("-")[1]))
tasks.set = taskgroups.set = OrderedSet
events.TimerHandle = StableTimerHandle


def kind(error):
    if isinstance(error, BaseExceptionGroup):
        return "Group(" + ",".join(kind(member) for member in error.exceptions) + ")"
    text = str(error) if isinstance(error, (ValueError, asyncio.CancelledError)) else ""
    return type(error).__name__ + ":" + text


class Program:
    def __init__(self, main):
        self.main, self.log, self.made, self.futures = main, [], [], []
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.semaphores = [asyncio.Semaphore(1), asyncio.Semaphore(2), asyncio.BoundedSemaphore(1)]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.conditions = [asyncio.Condition(), asyncio.Condition(self.locks[1])]
        self.queues = [asyncio.Queue(), asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue(2)]
        self.barriers = [asyncio.Barrier(2), asyncio.Barrier(3)]

    def note(self, *what):
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        self.log.append(f"{loop.time():.3f} {task.get_name() if task else '-'}/{task.cancelling() if task else 0} " + " ".join(map(str, what)))

    def pick(self, index):
        return self.made[index % len(self.made)] if self.made else None

    def spawn(self, maker, body):
        task = maker(self.run(body))
        self.made.append(task)
        return task

    async def run(self, body):
        for op in body:
            await self.do(op)
        return len(self.log)

    async def do(self, op):
        match op:
            case ["log", n]:
                self.note("log", n)
            case ["sleep", delay]:
                await asyncio.sleep(delay)
                self.note("slept")
            case ["raise", n]:
                raise ValueError(n)
            case ["spawn", body]:
                self.spawn(asyncio.create_task, body)
            case ["cancel", index, message]:
                task = self.pick(index)
                if task is not None:
                    self.note("cancel", int(task.cancel(message)))
            case ["uncancel"]:
                self.note("uncancel", asyncio.current_task().uncancel())
            case ["await", index]:
                task = self.pick(index)
                if task is not None:
                    self.note("got", await task)
            case ["call", body]:
                self.note("returned", await self.run(body))
            case ["try", body, swallow]:
                try:
                    await self.run(body)
                except BaseException as error:
                    self.note("caught", kind(error))
                    if not swallow:
                        raise
                finally:
                    self.note("finally")
            case ["gather", bodies, return_exceptions]:
                got = await asyncio.gather(*[self.run(body) for body in bodies], return_exceptions=return_exceptions)
                self.note("gathered", *[kind(it) if isinstance(it, BaseException) else it for it in got])
            case ["gatherTasks", indexes, return_exceptions]:
                if self.made:
                    got = await asyncio.gather(*[self.pick(index) for index in indexes], return_exceptions=return_exceptions)
                    self.note("gathered", *[kind(it) if isinstance(it, BaseException) else it for it in got])
            case ["group", bodies, inner]:
                async with asyncio.TaskGroup() as group:
                    for body in bodies:
                        self.spawn(group.create_task, body)
                    await self.run(inner)
                self.note("group over")
            case ["timeout", delay, inner]:
                async with asyncio.timeout(delay) as scope:
                    await self.run(inner)
                self.note("in time", int(scope.expired()))
            case ["waitFor", delay, body]:
                self.note("waited for", await asyncio.wait_for(self.run(body), delay))
            case ["waitForTask", delay, index]:
                task = self.pick(index)
                if task is not None:
                    self.note("waited for", await asyncio.wait_for(task, delay))
            case ["shield", index]:
                task = self.pick(index)
                if task is not None:
                    self.note("shielded", await asyncio.shield(task))
            case ["wait", indexes, timeout, when]:
                if self.made:
                    chosen = [self.pick(index) for index in indexes]
                    done, pending = await asyncio.wait(chosen, timeout=timeout, return_when=when)
                    self.note("wait", len(done), len(pending))
            case ["callback", index, n]:
                task = self.pick(index)
                if task is not None:
                    task.add_done_callback(lambda task: self.note("done", n, int(task.cancelled())))
            case ["soon", n]:
                asyncio.get_running_loop().call_soon(self.note, "soon", n)
            case ["later", delay, n]:
                asyncio.get_running_loop().call_later(delay, self.note, "later", n)
            case ["future"]:
                self.futures.append(asyncio.get_running_loop().create_future())
            case ["set", index, n]:
                if self.futures:
                    future = self.futures[index % len(self.futures)]
                    if not future.done():
                        future.set_result(n)
            case ["awaitFuture", index]:
                if self.futures:
                    self.note("future", await self.futures[index % len(self.futures)])
            case ["nap", index, delay]:
                task = self.pick(index)
                if task is not None:
                    asyncio.get_running_loop().call_later(delay, task.cancel, "later")
            case ["failFuture", index, n]:
                if self.futures:
                    future = self.futures[index % len(self.futures)]
                    if not future.done():
                        future.set_exception(ValueError(n))
            case ["cancelFuture", index]:
                if self.futures:
                    self.note("cancel future", int(self.futures[index % len(self.futures)].cancel("f")))
            case ["futureCallback", index, n]:
                if self.futures:
                    self.futures[index % len(self.futures)].add_done_callback(lambda future: self.note("future done", n))
                    self.futures[index % len(self.futures)].add_done_callback(self.future_done)
            case ["forgetCallbacks", index]:
                if self.futures:
                    self.note("removed", self.futures[index % len(self.futures)].remove_done_callback(self.future_done))
            case ["acquire", i]:
                self.note("acquired", int(await self.locks[i].acquire()))
            case ["release", i]:
                self.locks[i].release()
            case ["lock", i, body]:
                async with self.locks[i]:
                    await self.run(body)
                self.note("unlocked")
            case ["enterSemaphore", i]:
                self.note("entered", int(await self.semaphores[i].acquire()))
            case ["leaveSemaphore", i]:
                self.semaphores[i].release()
            case ["semaphore", i, body]:
                async with self.semaphores[i]:
                    await self.run(body)
                self.note("left")
            case ["waitEvent", i]:
                self.note("event", int(await self.events[i].wait()))
            case ["setEvent", i]:
                self.events[i].set()
            case ["clearEvent", i]:
                self.events[i].clear()
            case ["waitCondition", i]:
                self.note("notified", int(await self.conditions[i].wait()))
            case ["waitForCondition", i, n]:
                self.note("came true", int(await self.conditions[i].wait_for(lambda: len(self.log) % n == 0)))
            case ["condition", i, body]:
                async with self.conditions[i]:
                    await self.run(body)
                self.note("condition left")
            case ["notify", i, n]:
                self.conditions[i].notify(n)
            case ["notifyAll", i]:
                self.conditions[i].notify_all()
            case ["put", i, n]:
                await self.queues[i].put(n)
                self.note("put", n)
            case ["get", i]:
                self.note("item", await self.queues[i].get())
            case ["putNowait", i, n]:
                self.queues[i].put_nowait(n)
            case ["getNowait", i]:
                self.note("item", self.queues[i].get_nowait())
            case ["taskDone", i]:
                self.queues[i].task_done()
            case ["join", i]:
                await self.queues[i].join()
                self.note("joined")
            case ["shutdown", i, immediate]:
                self.queues[i].shutdown(immediate)
            case ["barrier", i]:
                self.note("passed", await self.barriers[i].wait())
            case ["resetBarrier", i]:
                await self.barriers[i].reset()
                self.note("reset")
            case ["abortBarrier", i]:
                await self.barriers[i].abort()
                self.note("aborted")
            case ["state"]:
                self.note("state", *[int(it.locked()) for it in [*self.locks, *self.semaphores, *self.conditions]],
                          *[int(it.is_set()) for it in self.events],
                          *[f"{it.qsize()}{int(it.empty())}{int(it.full())}" for it in self.queues],
                          *[f"{it.n_waiting}{int(it.broken)}" for it in self.barriers])
            case _:
                raise AssertionError(op)

    def future_done(self, future):
        self.note("future over", int(future.cancelled()))

    def result(self):
        try:
            self.log.append("end " + str(asyncio.run(self.run(self.main), loop_factory=VirtualLoop)))
        except Deadlock:
            self.log.append("end deadlock")
        except BaseException as error:
            self.log.append("end " + kind(error))
        if overflows:
            overflows.clear()
            self.log.append("RecursionError")
        return self.log


def renumbered(program):
    """Names count on from program to program: each starts at 1."""
    first = int(asyncio.run(name_of_next(), loop_factory=VirtualLoop).split("-")[1]) + 3
    def own(line):
        time, _, rest = line.partition(" ")
        if not rest.startswith("Task-"):
            return line
        number, _, rest = rest[5:].partition("/")
        return f"{time} Task-{int(number) - first + 1}/{rest}"
    return [own(line) for line in program.result()]


async def name_of_next():
    return asyncio.current_task().get_name()


json.dump([renumbered(Program(main)) for main in json.load(sys.stdin)], sys.stdout)
