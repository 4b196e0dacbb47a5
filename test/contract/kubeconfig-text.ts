/** A kubeconfig for a cluster of one's own, with this token. */
export function kubeconfigText(token = "t0ken"): string {
  return `apiVersion: v1
kind: Config
current-context: dc1
clusters: [{ name: dc1, cluster: { server: "https://10.0.0.10:6443" } }]
users: [{ name: ci, user: { token: "${token}" } }]
contexts: [{ name: dc1, context: { cluster: dc1, user: ci } }]
`;
}

/** Two nodes for every pool, named after it. */
export function nodesFor(pools: readonly string[]): Readonly<Record<string, { readonly nodes: readonly string[] }>> {
  return Object.fromEntries(pools.map((pool) => [pool, { nodes: [`${pool}-1`, `${pool}-2`] }]));
}
