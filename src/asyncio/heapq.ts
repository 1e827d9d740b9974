/**
 * CPython's `heapq`: the same heap after the same calls, so that items which compare equal leave in CPython's order.
 */

/** True if `a` comes before `b`. Python's `<`. */
export type Less<T> = (a: T, b: T) => boolean;

/** CPython: `heapq.heappush`. */
export function heappush<T>(heap: T[], item: T, less: Less<T>): void {
  heap.push(item);
  siftDown(heap, 0, heap.length - 1, less);
}

/** CPython: `heapq.heappop`. Takes the smallest; the heap must not be empty. */
export function heappop<T>(heap: T[], less: Less<T>): T {
  const last = heap.pop() as T;
  if (heap.length === 0) return last;
  const first = heap[0] as T;
  heap[0] = last;
  siftUp(heap, 0, less);
  return first;
}

/** CPython: `_siftdown`. Moves the item at `start` towards the root, not above `root`. */
function siftDown<T>(heap: T[], root: number, start: number, less: Less<T>): void {
  const item = heap[start] as T;
  let index = start;
  while (index > root) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as T;
    if (!less(item, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = item;
}

/** CPython: `_siftup`. The smaller children move up all the way to a leaf; the item goes there, and up from there. */
function siftUp<T>(heap: T[], root: number, less: Less<T>): void {
  const item = heap[root] as T;
  let index = root;
  for (let child = 2 * index + 1; child < heap.length; child = 2 * index + 1) {
    const right = child + 1;
    if (right < heap.length && !less(heap[child] as T, heap[right] as T)) child = right;
    heap[index] = heap[child] as T;
    index = child;
  }
  heap[index] = item;
  siftDown(heap, root, index, less);
}
