import { inspect } from "node:util";

/** What the pages colour. Each function is given text that is safe already. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
}

const plain = (text: string): string => text;

export const plainStyle: Style = { heading: plain, dim: plain, error: plain, warning: plain, good: plain };

// Not util.styleText, which looks at standard output itself: whether to colour is decided once, elsewhere.
const painted = (colour: string) => {
  const [open, close] = inspect.colors[colour] ?? [0, 0];
  return (text: string): string => `\u001b[${open}m${text}\u001b[${close}m`;
};

export const colourStyle: Style = {
  heading: painted("bold"),
  dim: painted("dim"),
  error: painted("red"),
  warning: painted("yellow"),
  good: painted("green"),
};
