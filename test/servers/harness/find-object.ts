import type { V1PodTemplateSpec } from "@kubernetes/client-node";
import type { RenderedObject } from "./rendered-objects.js";

/** The only object of a kind whose name matches. @throws with the names that there are */
export function findObject(objects: readonly RenderedObject[], kind: string, name: RegExp = /./): RenderedObject {
  const ofKind = objects.filter((object) => object.kind === kind);
  const found = ofKind.filter(({ metadata }) => name.test(metadata.name));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const names = ofKind.map(({ metadata }) => metadata.name).join(", ");
  throw new Error(`${found.length} objects of kind ${kind} match ${String(name)}; there are: ${names}`);
}

/** The pod that a workload object makes. */
export function podTemplate(object: RenderedObject): V1PodTemplateSpec {
  const spec = object.spec as { template?: V1PodTemplateSpec; jobTemplate?: { spec: { template: V1PodTemplateSpec } } };
  const template = spec.template ?? spec.jobTemplate?.spec.template;
  if (template === undefined) throw new Error(`${object.kind} ${object.metadata.name} has no pod`);
  return template;
}

/** Data of a Secret or ConfigMap as text, by key. */
export function dataOf(objects: readonly RenderedObject[], kind: "Secret" | "ConfigMap", name: string) {
  const object = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (object === undefined) return undefined;
  const { data = {}, stringData = {} } = object as { data?: Texts; stringData?: Texts };
  const decoded = Object.entries(data).map(([key, value]) => [
    key,
    kind === "Secret" ? Buffer.from(value, "base64").toString("utf8") : value,
  ]);
  return { ...(Object.fromEntries(decoded) as Texts), ...stringData };
}

type Texts = Readonly<Record<string, string>>;
