import type { Answer, ResourceView } from "@roadstead/policy";
import { fail, known, pass, resourceRule, shownValue, unknown } from "@roadstead/policy";

const addresses = "vpcConfig.publicAccessCidrs";

/**
 * The shortest prefixes that one owner's network has: 10.0.0.0/8, and the largest allocations of IPv6. Whatever is
 * wider is the internet, also when it is written as two halves.
 */
const widest = { ipv4: 8, ipv6: 16 };

export const eksOpenEndpoint = resourceRule({
  name: "eks-open-endpoint",
  title: "The API endpoint of an EKS cluster is not open to the internet",
  severity: "high",
  level: "mandatory",
  config: {},
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: vpcConfig.endpointPublicAccess, vpcConfig.publicAccessCidrs"],
  why: "Whoever holds a leaked credential can use it from anywhere, and a fault of the API server is everybody's to try.",
  fix: "Name your own networks in vpcConfig.publicAccessCidrs, or set vpcConfig.endpointPublicAccess to false.",
  references: [{ framework: "Checkov", control: "CKV_AWS_38" }],
  source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",

  check(view): Answer {
    const network = view.read("vpcConfig");
    if (network.state !== "known") return unknown("vpcConfig", "the API endpoint may be open to the internet");
    const isPublic = view.flag("vpcConfig", "endpointPublicAccess");
    if (known(isPublic) === false) return pass;
    const open = openness(view);
    if (open.result === "fail" && isPublic.state === "unknown") {
      return unknown(isPublic, "the API endpoint may be open to the internet");
    }
    return open;
  },
});

/** Of the networks that a public endpoint answers to. EKS answers to all where none is named. */
function openness(view: ResourceView): Answer {
  const cidrs = view.items("vpcConfig", "publicAccessCidrs");
  if (cidrs.state === "absent") return open("is not set, which opens it to 0.0.0.0/0");
  if (cidrs.state === "unknown") return unknown(cidrs, "the API endpoint may be open to the internet");
  if (cidrs.value.length === 0) return open("is empty, which opens it to 0.0.0.0/0");
  const list = cidrs.value.map((item) => item.text());
  const wide = list.find((cidr) => cidr.state === "known" && !isNarrow(cidr.value));
  if (wide !== undefined) return open(`has ${shownValue(wide)}`);
  const unread = list.some(({ state }) => state !== "known");
  return unread ? unknown(addresses, "the API endpoint may be open to the internet") : pass;
}

/** False also of what is no range at all, because nothing shows that it is narrow. */
function isNarrow(cidr: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)\/(\d+)$/i.exec(cidr) ?? [];
  return Number(prefix) >= (address.includes(":") ? widest.ipv6 : widest.ipv4);
}

const open = (detail: string): Answer =>
  fail(`the API endpoint is open to the internet: ${addresses} ${detail}`, { path: addresses });
