import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap, isUnknown, withoutSecret } from "@roadstead/core";
import type { Answer } from "@roadstead/policy";
import { fail, machineGpus, matchesGlob, notApplicable, pass, resourceRule, texts, unknown } from "@roadstead/policy";

export const uncountedMachines = resourceRule({
  name: "uncounted-machines",
  title: "Machines that no limit of pools counts have no GPUs",
  severity: "high",
  level: "mandatory",
  onUnknown: "advise",
  config: { allowed: texts([], "Patterns of names of such resources that have been looked at") },
  types: [
    "aws:batch/computeEnvironment:ComputeEnvironment",
    "aws:ec2/fleet:Fleet",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotFleetRequest:SpotFleetRequest",
    "aws:emr/cluster:Cluster",
    "aws:emr/instanceGroup:InstanceGroup",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    "aws-native:batch:ComputeEnvironment",
    "gcp:compute/instanceTemplate:InstanceTemplate",
    "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
    "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
    "gcp:cloudrunv2/service:Service",
    "gcp:cloudrunv2/job:Job",
    "gcp:dataproc/cluster:Cluster",
    "gcp:notebooks/instance:Instance",
    "gcp:tpu/v2Vm:V2Vm",
    "gcp:workbench/instance:Instance",
    "azure-native:compute:VirtualMachine",
    "azure-native:compute:VirtualMachineScaleSet",
    "azure-native:containerservice:AgentPool",
    "azure-native:containerservice:ManagedCluster",
  ],
  reads: ["fleets, batch environments, notebooks, endpoints, templates: machine types and accelerators, at any depth"],
  why: "The limits of GPUs count node groups, node pools, groups and machines; a fleet or a notebook passes by them.",
  fix: "Make the machines in a node pool or group, or look at them and add the resource's name to allowed.",
  check(view, { config }): Answer {
    if (config.allowed.some((pattern) => matchesGlob(pattern, view.name))) return pass;
    const cloud = view.type.startsWith("gcp:") ? "gcp" : "aws";
    const found = [...machinesIn(view.resource.inputs, "")];
    const gpus = found.find(({ type }) => type !== undefined && (machineGpus(cloud, plainType(type))?.count ?? 0) > 0);
    const attached = found.find(({ isAccelerator }) => isAccelerator);
    const dear = gpus ?? attached;
    if (dear !== undefined) return fail("no limit counts its GPUs", { path: dear.path, value: dear.type ?? "GPUs" });
    const doubt = found.find(({ type }) => type === undefined || machineGpus(cloud, plainType(type)) === undefined);
    if (doubt !== undefined) return unknown(doubt.path, "it may have GPUs that no limit counts");
    if (found.length > 0) return pass;
    const template = Object.keys(view.resource.inputs).find((key) => templateKeys.test(key));
    return template === undefined ? notApplicable : unknown(template, "it may have GPUs that no limit counts");
  },
});

interface Machine {
  readonly path: string;
  /** Undefined where it is not known. */
  readonly type?: string;
  readonly isAccelerator?: true;
}

const typeKeys = /^(instanceTypes?|machineType|vmSize|acceleratorType)$/;
const templateKeys = /launchTemplate|sourceInstanceTemplate/;
/** Below these no machine type stands, and much that is not known yet. */
const otherKeys =
  /^(tags|labels|metadata|network|subnet|securityGroup|service|iam|user|name|arn$|id$|key|disk|region|zone)/i;
const acceleratorKeys = /^(guestAccelerators|acceleratorConfigs?|accelerators|accelerator|nvidia\.com\/gpu)$/;

/** `ml.p3.2xlarge` is a `p3.2xlarge` of SageMaker; machine types of Google's can be links. */
const plainType = (type: string): string => (type.split("/").at(-1) ?? type).replace(/^ml\./, "");

function* machinesIn(value: PropertyValue | PropertyMap, path: string): Generator<Machine> {
  const plain = withoutSecret(value);
  if (Array.isArray(plain)) {
    for (const [i, item] of (plain as PropertyValue[]).entries()) yield* machinesIn(item, `${path}[${i}]`);
  } else if (isPropertyMap(plain)) {
    for (const [key, member] of Object.entries(plain)) {
      const at = path === "" ? key : `${path}.${key}`;
      const inner = withoutSecret(member);
      if (typeKeys.test(key)) yield* [inner].flat().map((type) => machineOf(withoutSecret(type as PropertyValue), at));
      else if (acceleratorKeys.test(key) && !isEmpty(inner))
        yield isUnknown(inner) ? { path: at } : { path: at, isAccelerator: true };
      else if (!otherKeys.test(key)) yield* machinesIn(inner, at);
    }
  } else if (isUnknown(plain)) yield { path };
}

const machineOf = (type: PropertyValue, path: string): Machine =>
  typeof type === "string" ? { path, type } : { path };

const isEmpty = (value: PropertyValue): boolean =>
  value === null || value === "0" || value === 0 || (Array.isArray(value) && value.length === 0);
