import type { Properties } from "../../test-provider.js";
import { blockOf } from "../../cidr.js";
import { apiUrl, labelsRule, relativePath } from "../names.js";
import { type GcpProject, ofType, randomDigits, type StoredResource } from "../project.js";
import { text, texts } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";
import { databaseInstanceKind } from "./cloud-sql.js";

const endpoints = "https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-services";

function place(inputs: Properties, project: GcpProject): string {
  return `projects/${text(inputs, "project") ?? project.id}/regions/${text(inputs, "region") ?? ""}`;
}

function subnetworkOf(inputs: Properties, project: GcpProject): StoredResource | undefined {
  const given = text(inputs, "subnetwork") ?? "";
  return project.resources.get(
    given.includes("/") ? relativePath(given) : `${place(inputs, project)}/subnetworks/${given}`,
  );
}

/** An address that a subnet keeps for somebody. */
export const addressKind: ResourceKind = {
  type: "gcp:compute/address:Address",
  label: "compute/address",
  required: [],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: { api: "compute.v1", schema: "Address", paths: { project: null, region: null, deletionPolicy: null } },
  replacedBy: [
    "name",
    "project",
    "region",
    "address",
    "addressType",
    "subnetwork",
    "network",
    "purpose",
    "networkTier",
  ],
  rules: [
    labelsRule("labels"),
    {
      link: "https://docs.cloud.google.com/vpc/docs/reserve-static-internal-ip",
      refuses: (inputs) =>
        (inputs["subnetwork"] !== undefined) === (text(inputs, "addressType") === "INTERNAL")
          ? undefined
          : "an INTERNAL address is of a subnetwork, and no other is",
    },
  ],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/vpc/docs/reserve-static-internal-ip",
      refuses: (inputs, project) =>
        inputs["subnetwork"] === undefined || subnetworkOf(inputs, project) !== undefined
          ? undefined
          : `the subnetwork ${text(inputs, "subnetwork") ?? ""} was not found in ${place(inputs, project)}`,
    },
  ],
  undeletable: ({ id }, project) => {
    const user = ofType(project, forwardingRuleKind.type).find(
      ({ inputs }) => relativePath(text(inputs, "ipAddress") ?? "") === id,
    );
    return user === undefined ? undefined : `the address ${id} is already being used by ${user.id}`;
  },
  id: (inputs, project) => `${place(inputs, project)}/addresses/${text(inputs, "name") ?? ""}`,
  computedPaths: ["address", "selfLink", "creationTimestamp"],
  computed: (inputs, project, id) => ({
    selfLink: `${apiUrl}${id}`,
    creationTimestamp: new Date().toISOString(),
    address: text(inputs, "address") ?? freeAddress(subnetworkOf(inputs, project), project),
  }),
};

/** From the end of a subnet's block: nodes take addresses from its beginning. */
function freeAddress(subnetwork: StoredResource | undefined, project: GcpProject): string {
  const block = blockOf(text(subnetwork?.inputs, "ipCidrRange") ?? "");
  const taken = ofType(project, addressKind.type).length;
  const address = (block?.last ?? 0) - 2 - taken;
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

/** What leads from an address to a service of another project; the bench knows no load balancers. */
export const forwardingRuleKind: ResourceKind = {
  type: "gcp:compute/forwardingRule:ForwardingRule",
  label: "compute/forwardingRule",
  required: [],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "compute.v1",
    schema: "ForwardingRule",
    paths: {
      project: null,
      region: null,
      deletionPolicy: null,
      recreateClosedPsc: null,
      ipAddress: "IPAddress",
      ipProtocol: "IPProtocol",
    },
  },
  replacedBy: ["name", "project", "region", "network", "subnetwork", "ipAddress", "target", "loadBalancingScheme"],
  rules: [
    labelsRule("labels"),
    {
      link: endpoints,
      refuses: (inputs) =>
        text(inputs, "loadBalancingScheme") === "" || !(text(inputs, "target") ?? "").includes("/serviceAttachments/")
          ? undefined
          : 'a rule to a service attachment has the scheme ""; the provider\'s default is EXTERNAL',
    },
  ],
  projectRules: [{ link: endpoints, refuses: endpointFault }],
  id: (inputs, project) => `${place(inputs, project)}/forwardingRules/${text(inputs, "name") ?? ""}`,
  computedPaths: ["selfLink", "pscConnectionId", "pscConnectionStatus"],
  computed: (_inputs, _project, id) => ({
    selfLink: `${apiUrl}${id}`,
    pscConnectionId: randomDigits(17),
    pscConnectionStatus: "ACCEPTED",
  }),
};

function endpointFault(inputs: Properties, project: GcpProject): string | undefined {
  const target = text(inputs, "target") ?? "";
  const instance = ofType(project, databaseInstanceKind.type).find(
    ({ computed }) => text(computed, "pscServiceAttachmentLink") === target && target !== "",
  );
  if (instance === undefined) return `the service attachment "${target}" was not found`;
  if (text(instance.inputs, "region") !== text(inputs, "region")) return "the service attachment is in another region";
  const allowed = texts(instance.inputs, "settings.ipConfiguration.pscConfigs.allowedConsumerProjects");
  if (!allowed.includes(text(inputs, "project") ?? project.id)) return "the connection waits to be accepted for ever";
  const address = project.resources.get(relativePath(text(inputs, "ipAddress") ?? ""));
  if (address === undefined) return `the address ${text(inputs, "ipAddress") ?? ""} was not found`;
  const network = text(subnetworkOf(address.inputs, project)?.inputs, "network") ?? "";
  const given = text(inputs, "network") ?? "default";
  return relativePath(network) === relativePath(given) || network.endsWith(`/networks/${given}`)
    ? undefined
    : `the address ${address.id} is not in the network ${given}`;
}
