import { labelsRule, nameRule } from "../names.js";
import { ofType } from "../project.js";
import { text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";

const forgetsNothing = "https://docs.cloud.google.com/kms/docs/resource-hierarchy#key_rings";

const keyName = nameRule(
  "name",
  /^[a-zA-Z0-9_-]{1,63}$/,
  "must be 1 to 63 letters, digits, underscores or hyphens",
  "https://docs.cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create",
);

/** Key rings and keys are never deleted; what is taken away is what a key can still decrypt. */
export const keyRingKind: ResourceKind = {
  type: "gcp:kms/keyRing:KeyRing",
  label: "kms/keyRing",
  required: ["location"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: { api: "cloudkms.v1", schema: "KeyRing", paths: { project: null, location: null, name: null } },
  replacedBy: ["location", "name", "project"],
  rules: [keyName],
  projectRules: [
    {
      link: forgetsNothing,
      refuses: (inputs, project) => {
        const id = keyRingKind.id(inputs, project);
        return project.spentNames.has(id) ? `KeyRing ${id} already exists` : undefined;
      },
    },
  ],
  id: (inputs, project) =>
    `projects/${text(inputs, "project") ?? project.id}/locations/${text(inputs, "location") ?? ""}/keyRings/${text(inputs, "name") ?? ""}`,
  computedPaths: [],
  computed: () => ({}),
  made: async ({ id }, project) => {
    project.spentNames.add(id);
  },
};

export const cryptoKeyKind: ResourceKind = {
  type: "gcp:kms/cryptoKey:CryptoKey",
  label: "kms/cryptoKey",
  required: ["keyRing"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "cloudkms.v1",
    schema: "CryptoKey",
    paths: { keyRing: null, name: null, skipInitialVersionCreation: null },
  },
  replacedBy: ["keyRing", "name", "purpose", "cryptoKeyBackend", "destroyScheduledDuration", "importOnly"],
  rules: [
    keyName,
    labelsRule("labels"),
    {
      link: "https://docs.cloud.google.com/kms/docs/key-rotation",
      refuses: (inputs) => {
        const period = text(inputs, "rotationPeriod");
        if (period === undefined) return undefined;
        const seconds = Number(/^(\d+(?:\.\d{1,9})?)s$/.exec(period)?.[1] ?? Number.NaN);
        return seconds >= 24 * 60 * 60
          ? undefined
          : `rotationPeriod "${period}" must be a number of seconds, at least a day`;
      },
    },
  ],
  projectRules: [
    {
      link: forgetsNothing,
      refuses: (inputs, project) => {
        const id = cryptoKeyKind.id(inputs, project);
        return project.spentNames.has(id) && !project.resources.has(id) ? `CryptoKey ${id} already exists` : undefined;
      },
    },
    {
      link: "https://docs.cloud.google.com/kms/docs/create-key",
      refuses: (inputs, project) => {
        const ring = text(inputs, "keyRing") ?? "";
        return project.resources.has(ring) ? undefined : `KeyRing ${ring} was not found`;
      },
    },
  ],
  undeletable: ({ id }, project) => {
    const user = ofType(project, "gcp:container/cluster:Cluster").find(
      ({ inputs }) => text(inputs, "databaseEncryption.keyName") === id,
    );
    // Google Cloud lets it happen, and the cluster can never start again; the bench says it at once.
    return user === undefined ? undefined : `${user.id} still encrypts its Secrets with ${id}`;
  },
  id: (inputs) => `${text(inputs, "keyRing") ?? ""}/cryptoKeys/${text(inputs, "name") ?? ""}`,
  computedPaths: ["primaries"],
  computed: (_inputs, _project, id) => ({
    primaries: [{ name: `${id}/cryptoKeyVersions/1`, state: "ENABLED" }],
  }),
  made: async ({ id }, project) => {
    project.spentNames.add(id);
  },
};
