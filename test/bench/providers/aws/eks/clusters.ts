import type { FakeNode } from "../../../nodes/index.js";
import type { KubernetesClient } from "../../../control-plane/index.js";
import type { Live } from "../cloud-state.js";

/** The control planes behind clusters. */
export interface EksClusters {
  open(cluster: Live): Promise<{ readonly endpoint: string; readonly caPem: string }>;
  close(cluster: Live): Promise<void>;
  /** Access entries or their policies are others now. */
  accessChanged(cluster: Live): Promise<void>;
  join(cluster: Live, node: FakeNode): Promise<void>;
  leave(cluster: Live, node: string): Promise<void>;
  /** As an administrator; undefined where there is no server. */
  client(cluster: Live): KubernetesClient | undefined;
}

/** Clusters that are on paper only: their endpoint answers nobody. For what needs no Kubernetes. */
export const paperClusters: EksClusters = {
  open: async () => ({ endpoint: "https://127.0.0.1:9", caPem: "no certificate" }),
  close: async () => {},
  accessChanged: async () => {},
  join: async () => {},
  leave: async () => {},
  client: () => undefined,
};
