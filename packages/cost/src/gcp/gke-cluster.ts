import { known, orElse, readFlag, readList, readText } from "../graph/read-property.js";
import { isPastStandardSupport } from "../kubernetes-support.js";
import type { Pricer } from "../pricing.js";
import { priceAutoProvisioning } from "./gke-auto-provisioning.js";
import { priceInlinePools } from "./gke-node-pool.js";

/** Control planes of GKE, and the nodes that a cluster has without pools of their own. */
export const gkeClusterPricer: Pricer = {
  types: ["gcp:container/cluster:Cluster"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "control plane");
    if (region === undefined) return;
    pricing.fee(resource, { item: "control plane", fee: "gcp.gke.control-plane", region });
    const channel = readText(resource, "releaseChannel", "channel");
    if (channel.state === "unknown") pricing.unknown(resource, "extended support", channel);
    if (known(channel) === "EXTENDED") {
      const asked = readText(resource, "minMasterVersion");
      const version = asked.state === "absent" ? readText(resource, "masterVersion") : asked;
      if (version.state === "unknown") pricing.unknown(resource, "extended support", version);
      if (version.state === "known" && isPastStandardSupport(version.value, "gke", pricing.asOf) === true) {
        const notes = [`Kubernetes ${version.value} is past standard support`];
        pricing.fee(resource, { item: "extended support", fee: "gcp.gke.extended-support", region, notes });
      }
    }
    const autopilot = readFlag(resource, "enableAutopilot");
    if (autopilot.state === "unknown") return pricing.unknown(resource, "nodes", autopilot);
    if (known(autopilot) === true) {
      pricing.gap(resource, "unbounded", "pods of Autopilot", "billed by what pods ask for, which nothing limits");
      return;
    }
    const inline = readList(resource, "nodePools");
    const names = resource.inputs["nodePools"] === undefined ? [] : orElse(inline, []);
    names.forEach((_, i) => {
      const steps = ["nodePools", i];
      const pool = orElse(readText(resource, ...steps, "name"), `${resource.name}-${i}`);
      priceInlinePools(pricing, resource, region, { steps, config: [...steps, "nodeConfig"] }, { pool });
    });
    const isThrownAway = readFlag(resource, "removeDefaultNodePool");
    if (isThrownAway.state === "unknown") pricing.unknown(resource, "default pool", isThrownAway);
    if (names.length === 0 && known(isThrownAway) !== true && isThrownAway.state !== "unknown") {
      priceInlinePools(pricing, resource, region, { steps: [], config: ["nodeConfig"] }, { pool: "default-pool" });
    }
    priceAutoProvisioning(pricing, resource, region);
  },
};
