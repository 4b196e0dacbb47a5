import { blockOf } from "../../cidr.js";
import { labelsRule, nameRule } from "../names.js";
import { at, list, text } from "../properties.js";
import type { Rule } from "../rule.js";
import { nodeConfigRules } from "./node-config-rules.js";

const privateClusters = "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation";
const dnsEndpoint =
  "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint";

/** What a request for a cluster must be by itself. */
export const clusterRules: readonly Rule[] = [
  nameRule(
    "name",
    /^[a-z](?:[-a-z0-9]{0,38}[a-z0-9])?$/,
    "must be up to 40 lower-case letters, digits or hyphens",
    "https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster.FIELDS.name",
  ),
  labelsRule("resourceLabels"),
  {
    link: privateClusters,
    refuses: (inputs) =>
      at(inputs, "privateClusterConfig.enablePrivateEndpoint") === true &&
      at(inputs, "masterAuthorizedNetworksConfig") === undefined
        ? "a private endpoint needs masterAuthorizedNetworksConfig"
        : undefined,
  },
  {
    link: privateClusters,
    refuses: (inputs) => {
      if (at(inputs, "privateClusterConfig.enablePrivateEndpoint") !== true) return undefined;
      const outside = list(inputs, "masterAuthorizedNetworksConfig.cidrBlocks")
        .map((block) => text(block, "cidrBlock"))
        .find((cidr) => cidr !== undefined && !isPrivate(cidr));
      return outside === undefined
        ? undefined
        : `${outside} is a public range; a cluster with a private endpoint only takes private ones`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks",
    refuses: (inputs) => {
      const blocks = list(inputs, "masterAuthorizedNetworksConfig.cidrBlocks");
      if (blocks.length > 100) return "more than 100 authorized networks";
      const wrong = blocks.map((block) => text(block, "cidrBlock")).find((it) => it !== undefined && !blockOf(it));
      return wrong === undefined ? undefined : `"${wrong}" is not a block of addresses`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#req_res_lim",
    refuses: (inputs) => {
      const cidr = text(inputs, "privateClusterConfig.masterIpv4CidrBlock");
      if (cidr === undefined) return undefined;
      if (at(inputs, "privateClusterConfig.enablePrivateNodes") !== true) {
        return "masterIpv4CidrBlock belongs to clusters with private nodes";
      }
      return cidr.endsWith("/28") && blockOf(cidr) !== undefined
        ? undefined
        : `masterIpv4CidrBlock "${cidr}" must be a /28`;
    },
  },
  {
    link: dnsEndpoint,
    refuses: (inputs) => {
      const dns = "controlPlaneEndpointsConfig.dnsEndpointConfig";
      const ways = ["enableK8sTokensViaDns", "enableK8sCertsViaDns"].filter(
        (it) => at(inputs, `${dns}.${it}`) === true,
      );
      return ways.length > 0 && at(inputs, `${dns}.allowExternalTraffic`) !== true
        ? `${ways[0] ?? ""} needs allowExternalTraffic`
        : undefined;
    },
  },
  {
    link: dnsEndpoint,
    refuses: (inputs) =>
      at(inputs, "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled") === false &&
      list(inputs, "masterAuthorizedNetworksConfig.cidrBlocks").length > 0
        ? "authorized networks guard the IP endpoints, which are off"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity",
    refuses: (inputs) => {
      const pool = text(inputs, "workloadIdentityConfig.workloadPool");
      const project = text(inputs, "project");
      if (pool === undefined || project === undefined) return undefined;
      return pool === `${project}.svc.id.goog` ? undefined : `workloadPool "${pool}" must be "${project}.svc.id.goog"`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy",
    refuses: (inputs) =>
      text(inputs, "datapathProvider") === "ADVANCED_DATAPATH" && at(inputs, "networkPolicy.enabled") === true
        ? "Dataplane V2 enforces network policies itself; networkPolicy must not be enabled beside it"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets",
    refuses: (inputs) =>
      text(inputs, "databaseEncryption.state") === "ENCRYPTED"
        ? keyFailure(text(inputs, "databaseEncryption.keyName"))
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/creating-a-regional-cluster",
    refuses: (inputs) => {
      const location = text(inputs, "location");
      const zones = list(inputs, "nodeLocations").filter((zone) => typeof zone === "string");
      if (location === undefined) return undefined;
      const region = /^[a-z]+-[a-z]+\d+/.exec(location)?.[0] ?? location;
      const wrong = zones.find((zone) => !zone.startsWith(`${region}-`));
      if (wrong !== undefined) return `the zone ${wrong} is not in ${region}`;
      return zones.includes(location) ? `nodeLocations must not hold the cluster's own zone ${location}` : undefined;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster.FIELDS.initial_node_count",
    refuses: (inputs) => {
      const nodes = at(inputs, "initialNodeCount");
      if (at(inputs, "nodePools") !== undefined) return undefined;
      return typeof nodes === "number" && nodes < 1
        ? "Cluster.initial_node_count must be greater than zero"
        : undefined;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions",
    refuses: (inputs) => {
      const start = text(inputs, "maintenancePolicy.recurringWindow.startTime");
      const end = text(inputs, "maintenancePolicy.recurringWindow.endTime");
      if (start === undefined || end === undefined) return undefined;
      const hours = (Date.parse(end) - Date.parse(start)) / 3_600_000;
      return hours >= 4 && hours <= 24 ? undefined : "a recurring window lasts 4 to 24 hours";
    },
  },
  ...nodeConfigRules,
];

const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((cidr) => blockOf(cidr));

function isPrivate(cidr: string): boolean {
  const range = blockOf(cidr);
  return privateBlocks.some(
    (block) => block !== undefined && range !== undefined && block.first <= range.first && range.last <= block.last,
  );
}

function keyFailure(key: string | undefined): string | undefined {
  // Unknown until the key is made.
  if (key === undefined) return undefined;
  return /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/.test(key)
    ? undefined
    : `keyName "${key}" is not the path of a key`;
}
