import type { PropertyReader } from "../view/property-reader.js";
import type { Reading } from "../view/reading.js";
import { known, mapReading, withDefault } from "../view/reading.js";
import type { ResourceView } from "../view/resource-view.js";
import type { Referred, StackView } from "../view/stack-view.js";
import { largest } from "./largest-size.js";
import type { NodePool, Purchase } from "./node-pool.js";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const none = <T>(path: string): Reading<T> => ({ state: "absent", path });

/** The launch template of a group; `input` is where the group names it. */
export function launchTemplateOf(view: ResourceView, stack: StackView, input = "launchTemplate"): Referred {
  const own = view.text(input, "id");
  const name = view.text(input, "name");
  return stack.referred(view, input, [templateType], own.state === "known" ? own : name);
}

/** A managed node group of EKS. */
export function eksNodeGroup(view: ResourceView, stack: StackView): NodePool {
  const template = launchTemplateOf(view, stack);
  const scaling = (key: string): Reading<number> => view.number("scalingConfig", key);
  const most = largest(view, stack, "scalingConfig", "maxSize");
  return {
    view,
    cloud: "aws",
    machineTypes: groupTypes(view, template),
    accelerators: none("instanceTypes"),
    min: scaling("minSize"),
    max: most,
    initial: scaling("desiredSize"),
    purchase: eksPurchase(view, template),
    autoscaled: bounded(scaling("minSize"), scaling("maxSize")),
    taintKeys: keysOf(view.oneOrMore("taints"), "taints"),
  };
}

/** What EKS takes where neither the group nor a template names a type. */
const eksDefaultType = "t3.medium";

function groupTypes(view: ResourceView, template: Referred): Reading<readonly string[]> {
  const own = view.texts("instanceTypes");
  if (own.state === "unknown" || (own.state === "known" && own.value.length > 0)) return own;
  if (template.state === "elsewhere") return inTemplate(template.path);
  const fallback: Reading<string> =
    template.state === "found" ? template.view.text("instanceType") : none("instanceTypes");
  return mapReading(withDefault(fallback, eksDefaultType), (type) => [type]);
}

const inTemplate = <T>(path: string): Reading<T> => ({
  state: "unknown",
  path,
  reason: "is a launch template that cannot be seen here",
});

function eksPurchase(view: ResourceView, template: Referred): Reading<Purchase> {
  const own = view.text("capacityType");
  if (own.state === "absent" && template.state === "found") return templatePurchase(template.view);
  return mapReading(withDefault(own, "ON_DEMAND"), purchaseNamed);
}

const purchaseNamed = (name: string): Purchase =>
  /^spot$/i.test(name) ? "spot" : /^capacity.?block$/i.test(name) ? "reserved" : "on-demand";

function templatePurchase(template: PropertyReader): Reading<Purchase> {
  const market = template.text("instanceMarketOptions", "marketType");
  return mapReading(withDefault(market, "on-demand"), purchaseNamed);
}

function bounded(min: Reading<number>, max: Reading<number>): Reading<boolean> {
  const unread = [min, max].find(({ state }) => state === "unknown");
  if (unread?.state === "unknown") return unread;
  const [least, most] = [known(min), known(max)];
  if (least === undefined || most === undefined) return { state: "known", value: false, path: max.path };
  return { state: "known", value: most > least || (most === 0 && least === 0), path: max.path };
}

/** Taints of a list of objects with a `key`. */
export function keysOf(taints: Reading<readonly PropertyReader[]>, path: string): Reading<readonly string[]> {
  if (taints.state === "absent") return { state: "known", value: [], path };
  if (taints.state === "unknown") return taints;
  const keys: string[] = [];
  for (const taint of taints.value) {
    const key = taint.text("key");
    if (key.state === "unknown") return { state: "unknown", path: key.path };
    if (key.state === "known") keys.push(key.value);
  }
  return { state: "known", value: keys, path };
}

/** A classic autoscaling group: its template, or the list of types that overrides it. */
export function autoscalingGroup(view: ResourceView, stack: StackView): NodePool {
  const mixed = view.read("mixedInstancesPolicy").state !== "absent";
  const policy = ["mixedInstancesPolicy", "launchTemplate"] as const;
  const template = mixed ? mixedTemplate(view, stack) : launchTemplateOf(view, stack);
  const overrides = mixed ? view.oneOrMore(...policy, "overrides") : none<readonly PropertyReader[]>("launchTemplate");
  return {
    view,
    cloud: "aws",
    machineTypes: asgTypes(overrides, template, view),
    accelerators: none("launchTemplate"),
    min: view.number("minSize"),
    max: largest(view, stack, "maxSize"),
    initial: view.number("desiredCapacity"),
    purchase: mixed ? mixedPurchase(view) : asgPurchase(template),
    autoscaled: bounded(view.number("minSize"), view.number("maxSize")),
    // Kubelets of such groups take their taints from user data, which is text of any form.
    taintKeys: { state: "unknown", path: "launchTemplate", reason: "keeps taints in user data, which cannot be read" },
  };
}

function mixedTemplate(view: ResourceView, stack: StackView): Referred {
  const at = ["mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification"] as const;
  const id = view.text(...at, "launchTemplateId");
  const named = id.state === "known" ? id : view.text(...at, "launchTemplateName");
  return stack.referred(view, "mixedInstancesPolicy", [templateType], named);
}

function asgTypes(
  overrides: Reading<readonly PropertyReader[]>,
  template: Referred,
  view: ResourceView,
): Reading<readonly string[]> {
  if (overrides.state === "unknown") return overrides;
  const named: string[] = [];
  for (const override of overrides.state === "known" ? overrides.value : []) {
    const type = override.text("instanceType");
    if (type.state === "unknown") return type;
    if (type.state === "known") named.push(type.value);
    else if (override.read("instanceRequirements").state !== "absent") {
      return { state: "unknown", path: override.path, reason: "takes any type that meets its requirements" };
    }
  }
  if (named.length > 0) return { state: "known", value: named, path: overrides.path };
  if (template.state === "elsewhere") return inTemplate(template.path);
  if (template.state === "absent") return inTemplate(view.read("launchConfiguration").path);
  return mapReading(template.view.text("instanceType"), (type) => [type]);
}

const asgPurchase = (template: Referred): Reading<Purchase> =>
  template.state === "found" ? templatePurchase(template.view) : inTemplate("launchTemplate");

/** On demand as soon as a part of it is: that part is what the bill shows. */
function mixedPurchase(view: ResourceView): Reading<Purchase> {
  const at = ["mixedInstancesPolicy", "instancesDistribution"] as const;
  const base = withDefault(view.number(...at, "onDemandBaseCapacity"), 0);
  const share = withDefault(view.number(...at, "onDemandPercentageAboveBaseCapacity"), 100);
  if (share.state === "unknown") return share;
  if (base.state === "unknown") return base;
  const isSpot = known(share) === 0 && known(base) === 0;
  return { state: "known", value: isSpot ? "spot" : "on-demand", path: share.path };
}

/** One machine of EC2, or a request for spot machines. */
export function ec2Instance(view: ResourceView): NodePool {
  const path = view.text("instanceType").path;
  const fixed = <T>(value: T): Reading<T> => ({ state: "known", value, path });
  const type = view.text("instanceType");
  const isSpot = view.type === "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
  return {
    view,
    cloud: "aws",
    machineTypes: mapReading(type, (name) => [name]),
    accelerators: none(path),
    min: fixed(1),
    max: fixed(1),
    initial: fixed(1),
    purchase: isSpot ? fixed("spot") : templatePurchase(view),
    autoscaled: fixed(false),
    taintKeys: { state: "unknown", path: "userData", reason: "keeps taints in user data, which cannot be read" },
  };
}
