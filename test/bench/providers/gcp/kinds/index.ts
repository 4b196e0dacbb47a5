import type { ResourceKind } from "../resource-kind.js";
import { bucketKind } from "./buckets.js";
import { databaseInstanceKind, databaseUserKind } from "./cloud-sql.js";
import { clusterKind } from "./cluster.js";
import { cryptoKeyKind, keyRingKind } from "./encryption-keys.js";
import { bucketMemberKind, cryptoKeyMemberKind, projectMemberKind, serviceAccountMemberKind } from "./iam-members.js";
import { networkKind, routerKind, routerNatKind, subnetworkKind } from "./networking.js";
import { nodePoolKind } from "./node-pool.js";
import { addressKind, forwardingRuleKind } from "./private-endpoints.js";
import { secretKind, secretVersionKind } from "./secrets.js";
import { serviceAccountKind, serviceIdentityKind } from "./service-accounts.js";

/** Every kind of resource that the emulator knows. */
export const resourceKinds: readonly ResourceKind[] = [
  addressKind,
  bucketKind,
  bucketMemberKind,
  clusterKind,
  cryptoKeyKind,
  cryptoKeyMemberKind,
  databaseInstanceKind,
  databaseUserKind,
  forwardingRuleKind,
  keyRingKind,
  networkKind,
  nodePoolKind,
  projectMemberKind,
  routerKind,
  routerNatKind,
  secretKind,
  secretVersionKind,
  serviceAccountKind,
  serviceAccountMemberKind,
  serviceIdentityKind,
  subnetworkKind,
];

const byType = new Map(resourceKinds.map((kind) => [kind.type, kind]));

export function resourceKind(type: string): ResourceKind {
  const kind = byType.get(type);
  if (kind === undefined) throw new Error(`the bench's Google Cloud has no resource type "${type}"`);
  return kind;
}
