import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "@roadstead/cluster";
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

export function childrenOf(parent: pulumi.Resource, transforms: EksTransforms): Children {
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
    const resource = new type(name, transform === undefined ? args : transform(args, child), { ...opts, parent });
    made.push(resource);
    return resource;
  }
  return { make, made };
}
