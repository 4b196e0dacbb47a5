import { fail, known, notApplicable, pass, resourceRule, unknown } from "@roadstead/policy";

export const loadBalancers = resourceRule({
  name: "load-balancers",
  title: "Services outside production have no load balancer of their own",
  severity: "low",
  level: "advisory",
  config: {},
  types: ["kubernetes:core/v1:Service", "aws:lb/loadBalancer:LoadBalancer"],
  reads: ["kubernetes:core/v1:Service: spec.type", "aws:lb/loadBalancer:LoadBalancer: that it is there"],
  why: "Each costs about 20 USD a month, used or not.",
  fix: "Use one Ingress or Gateway for all, or a port-forward.",
  check(view, { production }) {
    const type = view.text("spec", "type");
    const isOne = view.type.startsWith("aws:") || known(type) === "LoadBalancer";
    if (production === true) return notApplicable;
    if (type.state === "unknown") return unknown(type, "the service may have a load balancer");
    if (!isOne) return pass;
    if (production === undefined) return unknown("environment", "the load balancer may not be wanted");
    return fail("there is a load balancer of its own", { path: type.path });
  },
});
