import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { shortHash } from "@roadstead/core";
import { type ObjectIdentity, objectMetadata } from "../parts/object-labels.js";
import { authorizeRequests } from "./scripts/authorize-requests.js";
import { checkReadiness } from "./scripts/check-readiness.js";
import { collectGarbage } from "./scripts/collect-garbage.js";
import { migrateDatabases } from "./scripts/migrate-databases.js";
import { provisionUsers } from "./scripts/provision-users.js";

const scripts = {
  "migrate_databases.py": migrateDatabases,
  "check_readiness.py": checkReadiness,
  "roadstead_authorization.py": authorizeRequests,
  "provision_users.py": provisionUsers,
  "collect_garbage.py": collectGarbage,
} as const;

const folder = "/opt/roadstead";
const configMapName = "mlflow-scripts";

/** Changes with the scripts, so that pods are started again. */
export const scriptsHash = shortHash(scripts);

export function scriptsConfigMap(identity: ObjectIdentity): ConfigMapArgs {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: objectMetadata(identity, configMapName),
    data: { ...scripts },
  };
}

/** Command that runs a script, by the Python of MLflow's image. */
export function scriptCommand(script: keyof typeof scripts): string[] {
  return ["python", `${folder}/${script}`];
}

export const scriptsVolume: core.v1.Volume = { name: "scripts", configMap: { name: configMapName } };
export const scriptsMount: core.v1.VolumeMount = { name: "scripts", mountPath: folder, readOnly: true };
/** Where Python finds the server's `authorization_function`. */
export const pythonPath = folder;
