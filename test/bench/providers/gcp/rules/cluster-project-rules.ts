import type { Properties } from "../../test-provider.js";
import { blockOf, overlaps } from "../../cidr.js";
import { type GcpProject, gkeServiceAgent, hasRole } from "../project.js";
import { text } from "../properties.js";
import type { ProjectRule } from "../rule.js";
import { subnetworkOf } from "../kinds/networking.js";
import { rangesOf } from "./network-rules.js";
import { mayUseAccount, nodeAccountWorks } from "./node-account-rules.js";

const manageClusters = ["roles/owner", "roles/editor", "roles/container.admin", "roles/container.clusterAdmin"];

/** Who makes, changes or deletes clusters and node pools. */
export const mayManageClusters: ProjectRule = {
  link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/iam",
  refuses: (_inputs, project) =>
    hasRole(project, project.caller, manageClusters)
      ? undefined
      : `${project.caller} lacks the permission "container.clusters.create" on the project ${project.id}`,
};

/** What a cluster needs of the project that it comes to. */
export const clusterProjectRules: readonly ProjectRule[] = [
  mayManageClusters,
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_pods",
    refuses: (inputs, project) => {
      const subnetwork = subnetworkOf(inputs, project);
      if (subnetwork === undefined) return `the subnetwork ${text(inputs, "subnetwork") ?? "default"} was not found`;
      const ranges = rangesOf(subnetwork.inputs);
      const wanted = ["clusterSecondaryRangeName", "servicesSecondaryRangeName"].map((property) =>
        text(inputs, `ipAllocationPolicy.${property}`),
      );
      const missing = wanted.find((name) => name !== undefined && !ranges.some((range) => range.name === name));
      if (missing !== undefined) return `${subnetwork.id} has no secondary range named "${missing}"`;
      return wanted[0] !== undefined && wanted[0] === wanted[1] ? "pods and services need a range each" : undefined;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#req_res_lim",
    refuses: (inputs, project) => {
      const master = blockOf(text(inputs, "privateClusterConfig.masterIpv4CidrBlock") ?? "");
      const subnetwork = subnetworkOf(inputs, project);
      if (master === undefined || subnetwork === undefined) return undefined;
      const taken = rangesOf(subnetwork.inputs).find(({ cidr }) => {
        const block = blockOf(cidr);
        return block !== undefined && overlaps(block, master);
      });
      return taken === undefined ? undefined : `masterIpv4CidrBlock overlaps ${taken.cidr} of ${taken.name}`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets",
    refuses: encryptionFailure,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/release-channels",
    refuses: (inputs, project) => {
      const wanted = text(inputs, "minMasterVersion");
      const channel = text(inputs, "releaseChannel.channel") ?? "REGULAR";
      const offered = project.versions[channel];
      if (wanted === undefined || offered === undefined) return undefined;
      return offered.some((minor) => wanted === minor || wanted.startsWith(`${minor}.`))
        ? undefined
        : `version "${wanted}" is not offered in channel ${channel}: ${offered.join(", ")}`;
    },
  },
  nodeAccountWorks,
  mayUseAccount,
];

function encryptionFailure(inputs: Properties, project: GcpProject): string | undefined {
  if (text(inputs, "databaseEncryption.state") !== "ENCRYPTED") return undefined;
  const key = text(inputs, "databaseEncryption.keyName");
  if (key === undefined) return "databaseEncryption has no keyName";
  if (!project.resources.has(key)) return `CryptoKey ${key} was not found`;
  const region = (text(inputs, "location") ?? "").replace(/-[a-z]$/, "");
  const place = /\/locations\/([^/]+)\//.exec(key)?.[1] ?? "";
  if (place !== region) return `the key is in ${place}; it must be in the cluster's region ${region}`;
  const agent = `serviceAccount:${gkeServiceAgent(project)}`;
  return hasRole(project, agent, ["roles/cloudkms.cryptoKeyEncrypterDecrypter"], key)
    ? undefined
    : `GKE's service agent ${agent} may not use the key ${key}`;
}

/** https://docs.cloud.google.com/kubernetes-engine/versioning#versioning_scheme */
export const clusterUpdateRules = [
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/upgrading-a-cluster",
    refuses: (before: Properties, after: Properties) => {
      const from = minorOf(text(before, "minMasterVersion"));
      const to = minorOf(text(after, "minMasterVersion"));
      if (from === undefined || to === undefined) return undefined;
      if (to < from) return "a control plane cannot go back to an earlier minor version";
      return to > from + 1 ? "a control plane goes up by one minor version at a time" : undefined;
    },
  },
] as const;

function minorOf(version: string | undefined): number | undefined {
  const minor = /^1\.(\d+)/.exec(version ?? "")?.[1];
  return minor === undefined ? undefined : Number(minor);
}
