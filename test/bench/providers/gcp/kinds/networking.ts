import type { Properties } from "../../test-provider.js";
import { subnetworkProjectRules, subnetworkRules } from "../rules/network-rules.js";
import { apiUrl, lastPart, relativePath } from "../names.js";
import { type GcpProject, ofType, randomDigits, randomHex, type StoredResource } from "../project.js";
import { list, text } from "../properties.js";
import type { ResourceKind } from "../resource-kind.js";

/*
 * What replaces: ForceNew in
 * https://github.com/hashicorp/terraform-provider-google/tree/main/google/services/compute
 */

const projectAndRegion = { project: null, region: null } as const;

function region(inputs: Properties): string {
  return text(inputs, "region") ?? "";
}

function projectOf(inputs: Properties, project: GcpProject): string {
  return text(inputs, "project") ?? project.id;
}

export const networkKind: ResourceKind = {
  type: "gcp:compute/network:Network",
  label: "compute/network",
  required: [],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "compute.v1",
    schema: "Network",
    paths: { project: null, routingMode: "routingConfig.routingMode", deleteDefaultRoutesOnCreate: null },
  },
  replacedBy: [
    "name",
    "autoCreateSubnetworks",
    "description",
    "internalIpv6Range",
    "networkProfile",
    "params",
    "project",
  ],
  rules: [],
  projectRules: [],
  undeletable: (network, project) => {
    const types = [subnetworkKind.type, routerKind.type, "gcp:compute/forwardingRule:ForwardingRule"];
    const users = types
      .flatMap((type) => ofType(project, type))
      .filter(({ inputs }) => relativePath(text(inputs, "network") ?? "") === network.id);
    return users[0] === undefined ? undefined : `the network ${network.id} is already being used by ${users[0].id}`;
  },
  id: (inputs, project) => `projects/${projectOf(inputs, project)}/global/networks/${text(inputs, "name") ?? ""}`,
  computedPaths: ["selfLink", "networkId", "numericId", "gatewayIpv4"],
  computed: (_inputs, _project, id) => ({
    selfLink: `${apiUrl}${id}`,
    networkId: randomDigits(19),
    numericId: randomDigits(19),
    gatewayIpv4: "",
    mtu: 0,
  }),
};

export const subnetworkKind: ResourceKind = {
  type: "gcp:compute/subnetwork:Subnetwork",
  label: "compute/subnetwork",
  required: ["network"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "compute.v1",
    schema: "Subnetwork",
    paths: { ...projectAndRegion, sendSecondaryIpRangeIfEmpty: null },
  },
  replacedBy: ["name", "network", "description", "region", "project", "reservedInternalRange", "externalIpv6Prefix"],
  rules: subnetworkRules,
  projectRules: subnetworkProjectRules,
  undeletable: (subnetwork, project) => {
    const user = [...project.clusters.values()].find(
      ({ resource }) => relativePath(text(resource.inputs, "subnetwork") ?? "") === subnetwork.id,
    );
    const address = ofType(project, "gcp:compute/address:Address").find(
      ({ inputs }) => relativePath(text(inputs, "subnetwork") ?? "") === subnetwork.id,
    );
    const by = user?.resource ?? address;
    return by === undefined ? undefined : `the subnetwork ${subnetwork.id} is already being used by ${by.id}`;
  },
  id: (inputs, project) =>
    `projects/${projectOf(inputs, project)}/regions/${region(inputs)}/subnetworks/${text(inputs, "name") ?? ""}`,
  computedPaths: ["selfLink", "gatewayAddress", "creationTimestamp", "fingerprint", "subnetworkId"],
  computed: (inputs, _project, id) => ({
    selfLink: `${apiUrl}${id}`,
    gatewayAddress: (text(inputs, "ipCidrRange") ?? "").replace(/\.\d+\/\d+$/, ".1"),
    creationTimestamp: new Date().toISOString(),
    fingerprint: randomHex(6),
    subnetworkId: Number(randomDigits(15)),
  }),
};

export const routerKind: ResourceKind = {
  type: "gcp:compute/router:Router",
  label: "compute/router",
  required: ["network"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: { api: "compute.v1", schema: "Router", paths: projectAndRegion },
  replacedBy: ["name", "network", "region", "project", "encryptedInterconnectRouter"],
  rules: [],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/network-connectivity/docs/router/concepts/overview",
      refuses: (inputs, project) => missingNetwork(inputs, project),
    },
  ],
  undeletable: (router, project) => {
    const nat = ofType(project, routerNatKind.type).find(
      ({ inputs }) => text(inputs, "router") === lastPart(router.id) && region(inputs) === region(router.inputs),
    );
    return nat === undefined ? undefined : `the router ${router.id} is already being used by ${nat.id}`;
  },
  id: (inputs, project) =>
    `projects/${projectOf(inputs, project)}/regions/${region(inputs)}/routers/${text(inputs, "name") ?? ""}`,
  computedPaths: ["selfLink", "creationTimestamp"],
  computed: (_inputs, _project, id) => ({
    selfLink: `${apiUrl}${id}`,
    creationTimestamp: new Date().toISOString(),
  }),
};

export const routerNatKind: ResourceKind = {
  type: "gcp:compute/routerNat:RouterNat",
  label: "compute/routerNat",
  required: ["router", "sourceSubnetworkIpRangesToNat"],
  autoName: { property: "name", separator: "-", maxLength: 63 },
  request: {
    api: "compute.v1",
    schema: "RouterNat",
    paths: { ...projectAndRegion, router: null, "subnetworks.sourceIpRangesToNats": "sourceIpRangesToNat" },
  },
  replacedBy: ["name", "router", "region", "project", "type", "endpointTypes", "initialNatIps"],
  rules: [
    {
      link: "https://docs.cloud.google.com/nat/docs/set-up-manage-network-address-translation",
      refuses: (inputs) => {
        const all = text(inputs, "sourceSubnetworkIpRangesToNat") !== "LIST_OF_SUBNETWORKS";
        return all === list(inputs, "subnetworks").length > 0
          ? "subnetworks belong to LIST_OF_SUBNETWORKS, and to it only"
          : undefined;
      },
    },
  ],
  projectRules: [
    {
      link: "https://docs.cloud.google.com/nat/docs/overview",
      refuses: (inputs, project) => {
        const router = `projects/${projectOf(inputs, project)}/regions/${region(inputs)}/routers/${lastPart(text(inputs, "router") ?? "")}`;
        return project.resources.has(router) ? undefined : `the router ${router} was not found`;
      },
    },
  ],
  id: (inputs, project) =>
    [projectOf(inputs, project), region(inputs), lastPart(text(inputs, "router") ?? ""), text(inputs, "name")].join(
      "/",
    ),
  computedPaths: [],
  computed: () => ({}),
};

function missingNetwork(inputs: Properties, project: GcpProject): string | undefined {
  const id = relativePath(text(inputs, "network") ?? "");
  return project.resources.has(id) ? undefined : `the network ${id} was not found`;
}

/** The subnetwork that a cluster names, by path, URL or bare name. */
export function subnetworkOf(inputs: Properties, project: GcpProject): StoredResource | undefined {
  const given = text(inputs, "subnetwork") ?? "";
  const place = (text(inputs, "location") ?? "").replace(/-[a-z]$/, "");
  const id = given.includes("/")
    ? relativePath(given)
    : `projects/${projectOf(inputs, project)}/regions/${place}/subnetworks/${given}`;
  return project.resources.get(id);
}
