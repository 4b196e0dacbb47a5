// Command lines of the five processes of a plane.
import { join } from "node:path";

export const loopback = "127.0.0.1";

/** Group `system:masters`: the parts have no finer rights than the user who owns the plane. */
export const identities = ["admin", "system:kube-controller-manager", "system:kube-scheduler", "kwok"];

/** @param {{ folder: string, program: string, ports: { etcd: number, peer: number, api: number } }} plane */
export function storage({ folder, program, ports }) {
  const [client, peer] = [`http://${loopback}:${ports.etcd}`, `http://${loopback}:${ports.peer}`];
  const args = {
    "data-dir": join(folder, "etcd"),
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `default=${peer}`,
    // It has no one to lose an election to, and no data that must outlive it.
    "heartbeat-interval": 10,
    "election-timeout": 100,
    "unsafe-no-fsync": true,
    "log-level": "warn",
  };
  return { name: "etcd", program, args: ["etcd", ...flags(args)] };
}

/** @param {{ folder: string, program: string, ports: { etcd: number, api: number } }} plane */
export function apiServer({ folder, program, ports }) {
  const args = {
    "etcd-servers": `http://${loopback}:${ports.etcd}`,
    "bind-address": loopback,
    "advertise-address": loopback,
    "secure-port": ports.api,
    "cert-dir": join(folder, "certificates"),
    // Kubernetes refuses an endpoint on loopback, so the service of the API server has none.
    "endpoint-reconciler-type": "none",
    "service-cluster-ip-range": "10.96.0.0/16",
    "authorization-mode": "RBAC",
    "allow-privileged": true,
    "token-auth-file": join(folder, "identities.csv"),
    "authentication-token-webhook-config-file": join(folder, "token-webhook.json"),
    "authentication-token-webhook-version": "v1",
    "authentication-token-webhook-cache-ttl": "0s",
    "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
    "service-account-signing-key-file": join(folder, "service-account.key"),
    "service-account-key-file": join(folder, "service-account.key"),
    profiling: false,
  };
  return { name: "kube-apiserver", program, args: ["kube-apiserver", ...flags(args)] };
}

/** @param {{ folder: string, program: string }} plane */
export function controllerManager({ folder, program }) {
  const args = {
    kubeconfig: kubeconfigFile(folder, "system:kube-controller-manager"),
    "leader-elect": false,
    "secure-port": 0,
    "service-account-private-key-file": join(folder, "service-account.key"),
    "root-ca-file": join(folder, "certificates", "apiserver.crt"),
    "kube-api-qps": 500,
    "kube-api-burst": 1000,
    profiling: false,
  };
  return { name: "kube-controller-manager", program, args: ["kube-controller-manager", ...flags(args)] };
}

/** @param {{ folder: string, program: string }} plane */
export function scheduler({ folder, program }) {
  const args = { config: join(folder, "scheduler.json"), "secure-port": 0 };
  return { name: "kube-scheduler", program, args: ["kube-scheduler", ...flags(args)] };
}

/** @param {string} folder */
export function schedulerConfig(folder) {
  return {
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    leaderElection: { leaderElect: false },
    enableProfiling: false,
    // A pod that found no node is tried again within a second, so that a test need not wait longer.
    podInitialBackoffSeconds: 1,
    podMaxBackoffSeconds: 1,
    clientConnection: { kubeconfig: kubeconfigFile(folder, "system:kube-scheduler"), qps: 500, burst: 1000 },
  };
}

/** Keeps nodes ready and runs their pods. @param {{ folder: string, kwok: string, kwokStages: string }} plane */
export function kubelets({ folder, kwok, kwokStages }) {
  const args = {
    kubeconfig: kubeconfigFile(folder, "kwok"),
    config: kwokStages,
    "manage-all-nodes": true,
    "node-lease-duration-seconds": 40,
  };
  return { name: "kwok", program: kwok, args: flags(args) };
}

/** @param {string} folder @param {string} identity */
export function kubeconfigFile(folder, identity) {
  return join(folder, `${identity.replace("system:", "")}.kubeconfig`);
}

/** @param {Record<string, string | number | boolean>} values */
function flags(values) {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
