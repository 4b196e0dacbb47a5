import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey.js";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import { KeyRing } from "@pulumi/gcp/kms/keyRing.js";
import { ServiceIdentity } from "@pulumi/gcp/projects/serviceIdentity.js";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import type { GkeScope } from "./scope.js";

/** The key that encrypts Secrets in etcd. */
export interface SecretEncryption {
  readonly kmsKey: pulumi.Input<string>;
  /** The key and GKE's right to use it: the control plane starts only with both. */
  readonly resources: readonly pulumi.Resource[];
}

const rotationPeriod = `${90 * 24 * 60 * 60}s`;

/** The user's key, which GKE's service agent must already be allowed to use, or one of the cluster's own. */
export function secretEncryption(scope: GkeScope, own?: { readonly kmsKey: pulumi.Input<string> }): SecretEncryption {
  return own === undefined ? createKey(scope) : { kmsKey: own.kmsKey, resources: [] };
}

function createKey(scope: GkeScope): SecretEncryption {
  const { name, parent, transform } = scope;
  // Google Cloud never forgets the name of a key ring or a key: a fixed one could not be made a second time.
  const keyRing = new KeyRing(
    `${name}-key-ring`,
    transformed(transform?.keyRing, { project: scope.project, location: scope.region }, { name: `${name}-key-ring` }),
    { parent },
  );
  const key = new CryptoKey(
    `${name}-secrets-key`,
    transformed(
      transform?.cryptoKey,
      { keyRing: keyRing.id, purpose: "ENCRYPT_DECRYPT", rotationPeriod, labels: { ...scope.labels } },
      { name: `${name}-secrets-key` },
    ),
    // Without its key no Secret of the cluster can be read again.
    { parent, protect: scope.deletionProtection },
  );
  // The agent's address holds the project's number, which nothing here knows; this asks Google for the address,
  // and makes the agent in a project that never had a cluster.
  const agent = new ServiceIdentity(
    `${name}-gke-service-agent`,
    transformed(
      transform?.serviceAgent,
      { project: scope.project, service: "container.googleapis.com" },
      { name: `${name}-gke-service-agent` },
    ),
    { parent },
  );
  const use = new CryptoKeyIAMMember(
    `${name}-secrets-key-use`,
    transformed(
      transform?.cryptoKeyUse,
      { cryptoKeyId: key.id, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", member: agent.member },
      { name: `${name}-secrets-key-use` },
    ),
    { parent },
  );
  return { kmsKey: key.id, resources: [keyRing, key, agent, use] };
}
