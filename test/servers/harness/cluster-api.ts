import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminClient, type KubernetesObject, leaseControlPlane } from "../../bench/control-plane/index.js";
import type { RenderedObject } from "./rendered-objects.js";

/** The API of the cluster that pods are in: a real one. */
export interface ClusterApi {
  apply(object: RenderedObject): Promise<void>;
  /** A token of a ServiceAccount, as the kubelet mounts it. */
  token(namespace: string, serviceAccount: string): Promise<string>;
  remove(namespace: string, serviceAccount: string): Promise<void>;
  /** What a pod of a ServiceAccount knows of the API: variables of the kubelet, and what stands for its files. */
  podEnv(namespace: string, serviceAccount: string, dir: string): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

const compiledIn = fileURLToPath(new URL("compiled-in", import.meta.url));

export async function openClusterApi(): Promise<ClusterApi> {
  const plane = await leaseControlPlane();
  const admin = adminClient(plane);
  const account = (namespace: string, name: string) => ({ apiVersion: "v1", kind: "ServiceAccount", name, namespace });
  async function token(namespace: string, serviceAccount: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
    const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 3600 } };
    const { status, body: made } = await admin.request({ method: "POST", path, body });
    if (status !== 201) throw new Error(`no token for ${serviceAccount}: ${JSON.stringify(made)}`);
    return (made as { status: { token: string } }).status.token;
  }
  return {
    apply: async (object) => void (await admin.apply(object as KubernetesObject, { fieldManager: "test" })),
    token,
    remove: async (namespace, name) => void (await admin.delete(account(namespace, name))),
    async podEnv(namespace, serviceAccount, dir) {
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, "token"), await token(namespace, serviceAccount));
      writeFileSync(join(dir, "ca.crt"), plane.caPem);
      const { hostname, port } = new URL(plane.endpoint);
      return {
        KUBERNETES_SERVICE_HOST: hostname,
        KUBERNETES_SERVICE_PORT: port,
        PYTHONPATH: compiledIn,
        TEST_SERVICE_ACCOUNT_FOLDER: dir,
      };
    },
    close: () => plane.release({ dirty: true }),
  };
}
