/**
 * Calls back once, when no work is left in this process. Like Pulumi's launcher it waits for the handlers that
 * the program itself may have for that moment, and for the resources that they make.
 */
export function whenDrained(then: () => void): void {
  process.once("beforeExit", () => {
    // Handlers run in the order of their registration: by the next round ours comes after the program's.
    setImmediate(() => process.once("beforeExit", then));
  });
}
