import { isUnknown, type PropertyMap, type PropertyValue } from "@roadstead/core";
import type { Rule, RuleAnswer } from "../rule.js";

const addresses = "vpcConfig.publicAccessCidrs";

/**
 * The shortest prefixes that one owner's network has: 10.0.0.0/8, and the largest allocations of IPv6. Whatever is
 * wider is the internet, also when it is written as two halves.
 */
const widest = { ipv4: 8, ipv6: 16 };

export const eksOpenEndpoint: Rule = {
  name: "eks-open-endpoint",
  title: "The API endpoint of an EKS cluster is not open to the internet",
  severity: "high",
  why: "Whoever holds a leaked credential can use it from anywhere, and a fault of the API server is everybody's to try.",
  fix: "Name your own networks in vpcConfig.publicAccessCidrs, or set vpcConfig.endpointPublicAccess to false.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",

  check({ type, inputs }): RuleAnswer {
    if (type !== "aws:eks/cluster:Cluster") return { result: "not-applicable" };
    const network = inputs["vpcConfig"] ?? undefined;
    if (network === undefined || isUnknown(network)) return unknown("vpcConfig");
    const { endpointPublicAccess, publicAccessCidrs } = network as PropertyMap;
    if (endpointPublicAccess === false) return { result: "pass" };

    const open = openness(publicAccessCidrs);
    if (open.result === "fail" && endpointPublicAccess !== undefined && isUnknown(endpointPublicAccess)) {
      return unknown("vpcConfig.endpointPublicAccess");
    }
    return open;
  },
};

/** Of the networks that a public endpoint answers to. EKS answers to all where none is named. */
function openness(cidrs: PropertyValue | undefined): RuleAnswer {
  if (cidrs === undefined || cidrs === null) return fail(`${addresses} is not set, which opens it to 0.0.0.0/0`);
  if (isUnknown(cidrs)) return unknown(addresses);
  const list = cidrs as readonly PropertyValue[];
  if (list.length === 0) return fail(`${addresses} is empty, which opens it to 0.0.0.0/0`);
  const wide = list.find((cidr) => !isUnknown(cidr) && !isNarrow(String(cidr)));
  if (wide !== undefined) return fail(`${addresses} has ${String(wide)}`);
  return list.some(isUnknown) ? unknown(addresses) : { result: "pass" };
}

/** False also of what is no range at all, because nothing shows that it is narrow. */
function isNarrow(cidr: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)\/(\d+)$/i.exec(cidr) ?? [];
  return Number(prefix) >= (address.includes(":") ? widest.ipv6 : widest.ipv4);
}

function fail(detail: string): RuleAnswer {
  return { result: "fail", message: `the API endpoint is open to the internet: ${detail}` };
}

function unknown(path: string): RuleAnswer {
  return { result: "unknown", message: `${path} is not known yet, so the API endpoint may be open to the internet` };
}
