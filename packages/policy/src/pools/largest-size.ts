import type { Reading, Step } from "../view/reading.js";
import { known } from "../view/reading.js";
import type { ResourceView } from "../view/resource-view.js";
import type { StackView } from "../view/stack-view.js";

/**
 * A size that can have grown by another hand. What the cloud last answered counts where it is more than what the program
 * says, and a size whose changes the program ignores is not what it says.
 */
export function largest(view: ResourceView, { phase }: StackView, ...steps: readonly Step[]): Reading<number> {
  const asked = view.number(...steps);
  if (asked.state !== "known") return asked;
  if (phase === "plan" && isIgnored(view, asked.path)) {
    return { state: "unknown", path: asked.path, reason: "is left as it is (ignoreChanges)" };
  }
  const answered = view.answered.number(...steps);
  return (known(answered) ?? -Infinity) > asked.value ? answered : asked;
}

const isIgnored = ({ resource: { ignoreChanges } }: ResourceView, path: string): boolean =>
  ignoreChanges.some((ignored) => ignored === "*" || path === ignored || path.startsWith(`${ignored}.`));
