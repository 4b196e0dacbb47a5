let last = 0;

/** Numbers what the providers of one process do, in one order for all of them: 1, 2, 3 … */
export function nextSequence(): number {
  last += 1;
  return last;
}
