import { nameRule } from "../names.js";
import { at, count, list, text, texts } from "../properties.js";
import type { ProjectRule, Rule } from "../rule.js";
import { clusterIdOf } from "../cluster-id.js";
import { mayManageClusters } from "./cluster-project-rules.js";
import { mayUseAccount, nodeAccountWorks } from "./node-account-rules.js";
import { nodeConfigRules } from "./node-config-rules.js";

const autoscaler = "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cluster-autoscaler";

/** What a request for a node pool must be by itself. */
export const nodePoolRules: readonly Rule[] = [
  nameRule(
    "name",
    /^[a-z](?:[-a-z0-9]{0,38}[a-z0-9])?$/,
    "must be up to 40 lower-case letters, digits or hyphens",
    "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/node-pools",
  ),
  {
    link: autoscaler,
    refuses: (inputs) => {
      const perZone = ["minNodeCount", "maxNodeCount"].some((it) => at(inputs, `autoscaling.${it}`) !== undefined);
      const total = ["totalMinNodeCount", "totalMaxNodeCount"].some(
        (it) => at(inputs, `autoscaling.${it}`) !== undefined,
      );
      return perZone && total ? "limits per zone and total limits cannot be used together" : undefined;
    },
  },
  {
    link: autoscaler,
    refuses: (inputs) => {
      const wrong = (
        [
          ["minNodeCount", "maxNodeCount"],
          ["totalMinNodeCount", "totalMaxNodeCount"],
        ] as const
      ).find(
        ([min, max]) => (count(inputs, `autoscaling.${min}`) ?? 0) > (count(inputs, `autoscaling.${max}`) ?? Infinity),
      );
      return wrong === undefined ? undefined : `${wrong[0]} is above ${wrong[1]}`;
    },
  },
  {
    link: autoscaler,
    refuses: (inputs) => {
      if (at(inputs, "autoscaling") === undefined) return undefined;
      const limits = ["maxNodeCount", "totalMaxNodeCount"].filter(
        (it) => (count(inputs, `autoscaling.${it}`) ?? 0) > 0,
      );
      return limits.length === 0 ? "autoscaling needs a maximum above 0" : undefined;
    },
  },
  {
    link: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_node_pool#node_count",
    refuses: (inputs) =>
      at(inputs, "nodeCount") !== undefined && at(inputs, "autoscaling") !== undefined
        ? "nodeCount should not be used alongside autoscaling"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#surge",
    refuses: (inputs) => {
      const surge = count(inputs, "upgradeSettings.maxSurge");
      const unavailable = count(inputs, "upgradeSettings.maxUnavailable");
      if (surge === undefined || unavailable === undefined) return undefined;
      if (surge + unavailable === 0) return "maxSurge and maxUnavailable cannot both be 0";
      return surge + unavailable > 20 ? "maxSurge and maxUnavailable add up to more than 20" : undefined;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/compact-placement",
    refuses: (inputs) =>
      text(inputs, "placementPolicy.type") === "COMPACT" && list(inputs, "nodeLocations").length > 1
        ? "compact placement needs one zone"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/dws-flex-start-training",
    refuses: (inputs) => {
      if (at(inputs, "nodeConfig.flexStart") !== true) return undefined;
      if (at(inputs, "nodeConfig.spot") === true) return "flexStart and spot cannot be used together";
      if (at(inputs, "management.autoRepair") === true) return "flexStart needs autoRepair off";
      return text(inputs, "nodeConfig.reservationAffinity.consumeReservationType") === "NO_RESERVATION"
        ? undefined
        : "flexStart needs NO_RESERVATION";
    },
  },
  ...nodeConfigRules,
];

/** What a node pool needs of the cluster and the project that it comes to. */
export const nodePoolProjectRules: readonly ProjectRule[] = [
  mayManageClusters,
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/node-pools",
    refuses: (inputs, project) => {
      const id = clusterIdOf(inputs, project);
      const cluster = project.clusters.get(id);
      if (cluster === undefined) return `the cluster ${id} was not found`;
      const region = text(inputs, "location")?.replace(/-[a-z]$/, "") ?? "";
      const wrong = texts(inputs, "nodeLocations").find((zone) => !zone.startsWith(`${region}-`));
      return wrong === undefined ? undefined : `the zone ${wrong} is not in ${region}`;
    },
  },
  nodeAccountWorks,
  mayUseAccount,
];
