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
