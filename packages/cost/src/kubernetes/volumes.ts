import type { GraphResource, PropertyValue } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import {
  asResource,
  known,
  orElse,
  read,
  readList,
  readMap,
  readNumber,
  readText,
  textOf,
} from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import type { Pricer, Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { between, fixed } from "../range.js";
import { clusterCloud } from "./cluster-cloud.js";
import { parseGib } from "./gib.js";

const storageClassTypes = [
  "kubernetes:storage.k8s.io/v1:StorageClass",
  "kubernetes:storage.k8s.io/v1beta1:StorageClass",
];

/** Disks of classes that clusters have by themselves. */
const builtIn: Readonly<Record<string, string>> = {
  gp2: "gp2",
  gp3: "gp3",
  standard: "pd-standard",
  "standard-rwo": "pd-balanced",
  "premium-rwo": "pd-ssd",
};

const localProvisioner = "rancher.io/local-path";

interface VolumeClass {
  /** `node`: room on the node's own disk, which is paid for with the node. */
  readonly disk: string | "node" | undefined;
  readonly iops?: number;
  readonly throughputMibps?: number;
}

/** What a claim asks for, `count` times. */
function addClaims(pricing: Pricing, resource: GraphResource, claim: PropertyValue | undefined, count: Range): void {
  const stated = read(asResource(claim), "spec");
  if (stated.state === "unknown") return pricing.unknown(resource, "volume", stated);
  const spec = asResource(known(stated));
  const size = readText(spec, "resources", "requests", "storage");
  const className = readText(spec, "storageClassName");
  for (const [what, reading] of [
    ["size of a volume", size],
    ["storage class", className],
  ] as const) {
    if (reading.state === "unknown") return pricing.unknown(resource, what, `spec.${reading.path}`);
  }
  const sizeGib = size.state === "known" ? parseGib(size.value) : undefined;
  if (sizeGib === undefined || known(readText(spec, "volumeName")) !== undefined) return;
  const place = clusterCloud(pricing, resource);
  const own = place.cluster === undefined ? {} : { cluster: place.cluster };
  const volumeClass = classOf(pricing, resource, known(className));
  if (volumeClass.disk === "node") return;
  const times = count.ceiling > count.floor ? `${count.floor} to ${count.ceiling}` : String(count.floor);
  const what = `${times} x ${sizeGib} GiB of storage`;
  if (place.cloud === "own") {
    const reason = "it is on storage of your own, whose price nothing states";
    return volumeClass.disk === undefined ? pricing.gap(resource, "unpriced", what, reason, own) : undefined;
  }
  const cloud = place.cloud === "unknown" ? cloudOfDisk(volumeClass.disk) : place.cloud;
  if (cloud === undefined || volumeClass.disk === undefined || place.region === undefined) {
    const reason =
      volumeClass.disk === undefined
        ? "nothing in the program says what disk its storage class makes"
        : "nothing in the program says where its cluster is";
    return pricing.gap(resource, "unpriced", what, reason, own);
  }
  const { disk: type, iops, throughputMibps } = volumeClass;
  const draft = { cloud, region: place.region, item: "volumes", count, sizeGib, type };
  addDisks(pricing, resource, { ...draft, iops, throughputMibps }, own);
}

const cloudOfDisk = (disk: string | undefined): Cloud | undefined => {
  if (disk === undefined) return undefined;
  return /^(pd|hyperdisk)-/.test(disk) ? "gcp" : "aws";
};

/** The class by its name: of the program, else one that clusters have; without a name the program's default. */
function classOf(pricing: Pricing, resource: GraphResource, name: string | undefined): VolumeClass {
  const classes = storageClassTypes
    .flatMap((type) => pricing.graph.ofType(type))
    .filter((it) => it.provider === resource.provider);
  const declared = classes.find((it) =>
    name === undefined ? isDefaultClass(it) : known(readText(it, "metadata", "name")) === name || it.name === name,
  );
  if (declared === undefined) return { disk: name === undefined ? undefined : builtInDisk(name) };
  if (known(readText(declared, "provisioner")) === localProvisioner) return { disk: "node" };
  const [iops, throughput] = ["iops", "throughput"].map((key) => known(readNumber(declared, "parameters", key)));
  return {
    disk: known(readText(declared, "parameters", "type")),
    ...(iops === undefined ? {} : { iops }),
    ...(throughput === undefined ? {} : { throughputMibps: throughput }),
  };
}

const builtInDisk = (name: string): string | undefined =>
  name === "local-path" ? "node" : Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;

const isDefaultClass = (storageClass: GraphResource): boolean => {
  const annotations = known(readMap(storageClass, "metadata", "annotations")) ?? {};
  const value = annotations["storageclass.kubernetes.io/is-default-class"];
  return value !== undefined && textOf(value) === "true";
};

const claim: Pricer = {
  types: ["kubernetes:core/v1:PersistentVolumeClaim"],
  price: (resource, pricing) => addClaims(pricing, resource, resource.inputs, fixed(1)),
};

const statefulSet: Pricer = {
  types: ["kubernetes:apps/v1:StatefulSet"],
  price: (resource, pricing) => {
    const replicas = readNumber(resource, "spec", "replicas");
    const templates = readList(resource, "spec", "volumeClaimTemplates");
    if (templates.state === "unknown") return pricing.unknown(resource, "volumes", templates);
    const claims = orElse(templates, []);
    if (claims.length === 0) return;
    if (replicas.state === "unknown") return pricing.unknown(resource, "number of volumes", replicas);
    const stated = orElse(replicas, 1);
    const count = between(stated, stated, mostReplicas(pricing, resource) ?? stated);
    for (const template of claims) addClaims(pricing, resource, template, count);
  },
};

const scalers = [
  ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "maxReplicas"],
  ["kubernetes:autoscaling/v1:HorizontalPodAutoscaler", "maxReplicas"],
  ["kubernetes:keda.sh/v1alpha1:ScaledObject", "maxReplicaCount"],
] as const;

/** How many replicas an autoscaler lets a set have; each keeps its volumes when it is gone. */
function mostReplicas(pricing: Pricing, set: GraphResource): number | undefined {
  const name = known(readText(set, "metadata", "name")) ?? set.name;
  for (const [type, most] of scalers) {
    for (const scaler of pricing.graph.ofType(type)) {
      if (scaler.provider !== set.provider) continue;
      const target = (key: string) => readText(scaler, "spec", "scaleTargetRef", key);
      if (
        pricing.anyUnknown(
          set,
          {},
          ["kind", "name"].map((key) => ["most replicas", target(key)] as const),
        )
      )
        continue;
      if (known(target("kind")) !== "StatefulSet" || known(target("name")) !== name) continue;
      const replicas = readNumber(scaler, "spec", most);
      pricing.anyUnknown(set, {}, [["most replicas", replicas]]);
      return known(replicas);
    }
  }
  return undefined;
}

export const volumePricers: readonly Pricer[] = [claim, statefulSet];
