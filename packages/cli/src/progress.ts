import type { Terminal } from "./terminal.js";
import { safeText } from "./text/safe-text.js";
import { takeWidth } from "./text/display-width.js";

const clearLine = "\r\u001b[K";

/** Shows one line with the seconds that have passed while `work` runs; on a terminal only. */
export async function withProgress<T>(terminal: Terminal, text: string, work: () => Promise<T>): Promise<T> {
  const { stderr } = terminal;
  if (!stderr.isTerminal) return work();
  let seconds = 0;
  const show = (): void => {
    const line = takeWidth(`${safeText(text)} ${seconds} s`, (stderr.columns ?? 80) - 1);
    stderr.write(`${clearLine}${line}`);
  };
  show();
  const timer = setInterval(() => {
    seconds++;
    show();
  }, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    stderr.write(clearLine);
  }
}

/** A line on a terminal that work shows by itself, now and then: it has the only thread, and no timer would run. */
export interface ProgressLine {
  /** At most ten times a second; the text is made only when it is shown. */
  readonly show: (text: () => string) => void;
  readonly clear: () => void;
}

export function progressLine({ stderr }: Terminal, now: () => number = () => performance.now()): ProgressLine {
  if (!stderr.isTerminal) return { show: () => {}, clear: () => {} };
  // Nothing is shown of what is done before anybody would wonder.
  let due = now() + 500;
  let isShown = false;
  return {
    show: (text) => {
      if (now() < due) return;
      due = now() + 100;
      isShown = true;
      stderr.write(`${clearLine}${takeWidth(safeText(text()), (stderr.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (isShown) stderr.write(clearLine);
    },
  };
}
