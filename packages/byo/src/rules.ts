/** Rules that byo has beside those of every target on owned nodes, with what each checks. Ids are stable. */
export const byoRules = {
  "byo/gpu-stack": "The owner of each GPU layer is stated where a pool has GPUs.",
  "byo/managed-nodes": "The cluster is not of a kind whose nodes nobody can own.",
  "byo/managed-node": "No node belongs to a service that owns its nodes.",
  "byo/two-advertisers": "Roadstead's device plugin is not added where the platform brings its own.",
  "byo/privileged": "Host paths are admitted where Roadstead runs GPU software.",
  "byo/storage-class-missing": "The storage class of workloads is stated.",
} as const satisfies Readonly<Record<`byo/${string}`, string>>;

export type ByoRule = keyof typeof byoRules;
