import type { Answer, PropertyReader, ResourceView } from "@roadstead/policy";
import { allOf, fail, known, notApplicable, pass, resourceRule, texts, unknown, withDefault } from "@roadstead/policy";

/** Wider than any one owner's network, also when the internet is written as two halves. */
function isAnywhere(cidr: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)\/(\d+)$/i.exec(cidr.trim()) ?? [];
  return prefix !== undefined && Number(prefix) < (address.includes(":") ? 16 : 8);
}

export const securityGroupOpen = resourceRule({
  name: "security-group-open",
  title: "No port of administration is open to the internet",
  severity: "critical",
  level: "mandatory",
  config: {
    ports: texts(["22", "3389", "6443", "10250", "2379", "5432", "3306", "6379"], "Ports that must not be open"),
  },
  types: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "gcp:compute/firewall:Firewall",
  ],
  reads: [
    "aws:ec2/securityGroup…: ingress[].cidrBlocks, fromPort, toPort",
    "gcp:compute/firewall:Firewall: sourceRanges, allows[].ports",
  ],
  why: "They are tried within minutes of being there.",
  fix: "Name your own networks, or use Session Manager or IAP.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_24" },
    { framework: "Checkov", control: "CKV_AWS_260" },
  ],
  check(view, { config }) {
    const ports = config.ports.map(Number);
    if (view.type === "gcp:compute/firewall:Firewall") return firewall(view, ports);
    if (view.type === "aws:ec2/securityGroup:SecurityGroup") {
      const rules = view.items("ingress");
      if (rules.state === "unknown") return unknown(rules, "a port may be open to the internet");
      return allOf([pass, ...(known(rules) ?? []).map((one) => ingress(one, ports))]);
    }
    if (known(view.text("type")) === "egress") return notApplicable;
    return ingress(view, ports);
  },
});

function ingress(one: PropertyReader, ports: readonly number[]): Answer {
  const lists = ["cidrBlocks", "ipv6CidrBlocks"].map((key) => withDefault(one.texts(key), []));
  const single = ["cidrIpv4", "cidrIpv6"].map((key) => one.text(key));
  const doubt = [...lists, ...single].find(({ state }) => state === "unknown");
  const cidrs = [...lists.flatMap((list) => known(list) ?? []), ...single.flatMap((cidr) => known(cidr) ?? [])];
  const [from, to] = [withDefault(one.number("fromPort"), 0), withDefault(one.number("toPort"), 65_535)];
  const isOpen = cidrs.some(isAnywhere);
  if (!isOpen) return doubt === undefined ? pass : unknown(doubt, "a port may be open to the internet");
  if (from.state !== "known") return unknown(from, "a port may be open to the internet");
  if (to.state !== "known") return unknown(to, "a port may be open to the internet");
  const all = known(one.text("protocol")) === "-1" || known(one.text("ipProtocol")) === "-1";
  const open = ports.find((port) => all || (from.value <= port && port <= to.value));
  if (open === undefined) return pass;
  return fail(`port ${open} is open to the internet`, {
    path: one.path === "" ? "cidrBlocks" : one.path,
    value: String(open),
  });
}

function firewall(view: ResourceView, ports: readonly number[]): Answer {
  if (known(view.text("direction")) === "EGRESS" || view.read("allows").state === "absent") return notApplicable;
  const ranges = withDefault(view.texts("sourceRanges"), []);
  if (ranges.state !== "known") return unknown(ranges, "a port may be open to the internet");
  if (!ranges.value.some(isAnywhere)) return pass;
  const allows = view.items("allows");
  if (allows.state !== "known") return unknown(allows, "a port may be open to the internet");
  return allOf(
    allows.value.map((allow) => {
      const spans = allow.texts("ports");
      if (spans.state === "unknown") return unknown(spans, "a port may be open to the internet");
      const open = ports.find((port) => (known(spans) ?? ["0-65535"]).some((span) => covers(span, port)));
      return open === undefined
        ? pass
        : fail(`port ${open} is open to the internet`, { path: spans.path, value: String(open) });
    }),
  );
}

function covers(span: string, port: number): boolean {
  const [from = NaN, to = from] = span.split("-").map(Number);
  return from <= port && port <= to;
}
