import { SpecError } from "@roadstead/core";
import type { ClusterRule } from "./rules.js";

/**
 * A pure change to the arguments of one kind of child, run before the child is made.
 *
 * It gets fresh arguments and gives back those to use. It must not make resources, and must give the same result
 * at preview and at up.
 */
export type Transform<Args> = (args: Args, child: TransformedChild) => Args;

/** Which child a transform is looking at. */
export interface TransformedChild {
  /** Logical name, such as `cloud-device-plugin-serving`. */
  readonly name: string;
  /** Pool that the child belongs to; undefined for children of the whole cluster. */
  readonly pool?: string;
}

/**
 * The arguments after the user's change, where there is one; for targets.
 * @throws {SpecError} where it gives no arguments back: some resources could be made without any
 */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  args: Args,
  child: TransformedChild,
): Args {
  if (transform === undefined) return args;
  const changed: unknown = transform(args, child);
  if (typeof changed === "object" && changed !== null) return changed as Args;
  throw new SpecError([
    {
      rule: "cluster/transform-result" satisfies ClusterRule,
      path: child.name,
      message: "has a transform that gives back no arguments",
      got: changed === null ? "null" : typeof changed,
      hint: "return the arguments, changed or not",
    },
  ]);
}

/**
 * The kinds of children that a factory's transforms change, for the plan: sorted, those of the GPU software and of
 * stores last, as `gpuSoftware.devicePlugin`.
 */
export function transformedKinds({
  gpuSoftware = {},
  inCluster = {},
  ...own
}: { readonly gpuSoftware?: object; readonly inCluster?: object } = {}): readonly string[] {
  return [
    ...given(own),
    ...given(gpuSoftware).map((kind) => `gpuSoftware.${kind}`),
    ...given(inCluster).map((kind) => `inCluster.${kind}`),
  ];
}

function given(transforms: object): readonly string[] {
  return Object.entries(transforms)
    .filter(([, transform]) => transform !== undefined)
    .map(([kind]) => kind)
    .sort();
}
