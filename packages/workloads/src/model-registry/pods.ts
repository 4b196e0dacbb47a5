import type { core } from "@pulumi/kubernetes/types/input.js";
import { clientLabel } from "@roadstead/core";
import { objectLabels, podSelector } from "../parts/object-labels.js";
import { scratchVolume } from "../parts/pod-template.js";
import { authConfigFolder } from "./environment.js";
import type { RegistryLayout } from "./layout.js";
import { scriptsVolume } from "./scripts-manifest.js";
import { serverSecretKeys, serverSecretName } from "./secrets-manifest.js";

/** What the pods of a registry do; each role has its own network policy. */
export type PodRole = "server" | "users" | "garbage" | "dump";

/** ServiceAccounts; none has rights in the cluster. Server and dump sign in to the object store by theirs. */
export const serviceAccounts: Readonly<Record<PodRole, string>> = {
  server: "mlflow",
  users: "mlflow-users",
  garbage: "mlflow-garbage",
  dump: "mlflow-dump",
};

/** Labels of the pods of a role, with that by which the server knows its clients. */
export function podLabels({ identity }: RegistryLayout, role: PodRole): Record<string, string> {
  return {
    ...objectLabels(identity),
    ...podSelector(identity, role),
    ...(role === "users" || role === "garbage" ? clientLabel(identity.component) : {}),
  };
}

const authConfigName = "auth-config";

/** The file of MLflow's login, which has a password in it. */
const authConfigVolume: core.v1.Volume = {
  name: authConfigName,
  secret: {
    secretName: serverSecretName,
    items: [{ key: serverSecretKeys.authConfig, path: serverSecretKeys.authConfig }],
  },
};

export const authConfigMount: core.v1.VolumeMount = {
  name: authConfigName,
  mountPath: authConfigFolder,
  readOnly: true,
};

/** Scripts, login and scratch space of a server. */
export function serverVolumes(scratchMib: number): readonly core.v1.Volume[] {
  return [scriptsVolume, authConfigVolume, scratchVolume(scratchMib)];
}
