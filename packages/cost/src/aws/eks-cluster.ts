import { known, readFlag, readList, readText } from "../graph/read-property.js";
import { isPastStandardSupport } from "../kubernetes-support.js";
import type { Pricer } from "../pricing.js";

/** Control planes of EKS, with what an old version costs on top. */
export const eksClusterPricer: Pricer = {
  types: ["aws:eks/cluster:Cluster"],
  price: (resource, pricing) => {
    const region = pricing.regionOrAny("aws", resource);
    pricing.fee(resource, { item: "control plane", fee: "aws.eks.control-plane", region });
    const version = readText(resource, "version");
    const support = readText(resource, "upgradePolicy", "supportType");
    // Of a cluster that says nothing EKS extends the support by itself.
    if (known(support) !== "STANDARD") {
      if (version.state === "unknown") pricing.unknown(resource, "extended support", version);
      if (support.state === "unknown") pricing.unknown(resource, "extended support", support);
      if (version.state === "known" && isPastStandardSupport(version.value, "eks", pricing.asOf) === true) {
        const notes = [`Kubernetes ${version.value} is past standard support`];
        pricing.fee(resource, { item: "extended support", fee: "aws.eks.extended-support", region, notes });
      }
    }
    const tier = readText(resource, "controlPlaneScalingConfig", "tier");
    if (tier.state === "unknown") pricing.unknown(resource, "control plane tier", tier);
    if (tier.state === "known" && tier.value !== "standard") {
      const item = `control plane ${tier.value}`;
      pricing.fee(resource, { item, fee: `aws.eks.control-plane.${tier.value}`, region });
    }
    const auto = readFlag(resource, "computeConfig", "enabled");
    if (auto.state === "unknown") pricing.unknown(resource, "nodes of EKS Auto Mode", auto);
    // Without its own pools it only has those of the program, which are priced by their limits.
    const pools = readList(resource, "computeConfig", "nodePools");
    if (known(auto) === true && known(pools)?.length !== 0) {
      const reason = "EKS adds nodes as pods ask for them, and takes a share of their price on top";
      pricing.gap(resource, "unbounded", "nodes of EKS Auto Mode", reason);
    }
  },
};
