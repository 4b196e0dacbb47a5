import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "@roadstead/cluster";
import type { EksKinds, EksTransforms } from "./transform.js";

/** Makes the children of one cluster: parent and transforms are the same for all, and all are remembered. */
export interface Children {
  make<K extends keyof EksKinds, R extends pulumi.Resource>(
    kind: K,
    type: new (name: string, args: EksKinds[K], opts?: pulumi.CustomResourceOptions) => R,
    name: string,
    args: EksKinds[K],
    opts?: ChildOptions,
  ): R;
  /** Every child so far. */
  readonly made: readonly pulumi.Resource[];
}

/** `pool`: the pool that the child belongs to, for the transform. */
export type ChildOptions = Omit<pulumi.CustomResourceOptions, "parent"> & { readonly pool?: string };

/** @param provider AWS provider of the children, where it is not the parent's */
export function childrenOf(
  parent: pulumi.Resource,
  transforms: EksTransforms,
  provider?: pulumi.ProviderResource,
): Children {
  const made: pulumi.Resource[] = [];
  function make<K extends keyof EksKinds, R extends pulumi.Resource>(
    kind: K,
    type: new (name: string, args: EksKinds[K], opts?: pulumi.CustomResourceOptions) => R,
    name: string,
    args: EksKinds[K],
    { pool, ...opts }: ChildOptions = {},
  ): R {
    const transform = transforms[kind] as Transform<EksKinds[K]> | undefined;
    const child = pool === undefined ? { name } : { name, pool };
    const resource = new type(name, transformed(transform, fresh(args), child), {
      ...(provider === undefined ? {} : { provider }),
      ...opts,
      parent,
    });
    made.push(resource);
    return resource;
  }
  return { make, made };
}

/** A copy of all that is plain: tags and constants are shared, and a transform that writes into them changes one child. */
function fresh<T>(value: T): T {
  if (Array.isArray(value)) return value.map(fresh) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fresh(part as unknown)])) as T;
}
