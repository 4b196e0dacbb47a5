import * as pulumi from "@pulumi/pulumi";

/** True for what can be read now: neither an Output nor a promise. */
export function isPlain<T>(value: pulumi.Input<T>): value is T {
  return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}
