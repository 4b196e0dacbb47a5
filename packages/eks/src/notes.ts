import { transformedKinds } from "@roadstead/cluster";
import { type ClusterLayout, isPastSupport, kubernetesVersionsAsOf, type Note } from "@roadstead/core";
import type { EksConfig } from "./config.js";
import { isElastic } from "./node-count.js";
import { dnsSuffixOf } from "./partition.js";
import { poolOverrides } from "./pool-overrides.js";

/** What a reader of the plan must know of a cluster on EKS. */
export function eksNotes(config: EksConfig<string>, layout: ClusterLayout): readonly Note[] {
  return [
    ...reachNotes(config),
    ...egressNotes(config),
    ...natNotes(config),
    ...authNotes(config),
    ...autoscalerNotes(config),
    ...resizeNotes(config, layout),
    ...upgradeNotes(config, layout),
    ...migNotes(layout),
    ...transformNotes(config),
  ];
}

function reachNotes({ existing, access, region }: EksConfig<string>): readonly Note[] {
  const apis = ["eks", "ec2", "autoscaling", "logs", "kms", "sts"].map(
    (service) => `${service}.${region}.${dnsSuffixOf(region)}`,
  );
  const endpoint = existing === undefined && "endpoint" in access ? access.endpoint : undefined;
  const where =
    endpoint === undefined
      ? "the cluster's endpoint"
      : endpoint === "private"
        ? "the cluster's private endpoint: run `pulumi up` inside the VPC or a network joined to it"
        : `the cluster's public endpoint: run \`pulumi up\` from ${endpoint.public.join(", ")}`;
  return [
    {
      code: "must-reach",
      path: "eks.access",
      message: `from where \`pulumi up\` runs: ${apis.join(", ")}, IAM, and ${where}`,
    },
  ];
}

function egressNotes({ network, images, region }: EksConfig<string>): readonly Note[] {
  const registries = images?.mirror ?? "nvcr.io, registry.k8s.io";
  if (network.create !== undefined) return [];
  if (network.egress !== "none") {
    return [
      { code: "must-reach", path: "eks.network", message: `from the nodes: ${registries}, AWS APIs of ${region}` },
    ];
  }
  const endpoints = ["ecr.api", "ecr.dkr", "s3", "ec2", "sts", "logs", "eks", "eks-auth", "autoscaling"];
  return [
    {
      code: "must-reach",
      path: "eks.network",
      message: `from the nodes: ${registries}; VPC endpoints for ${endpoints.join(", ")}`,
    },
  ];
}

function natNotes({ network }: EksConfig<string>): readonly Note[] {
  const first = network.create?.zones[0];
  if (first === undefined || network.create?.nat === "per-zone") return [];
  return [
    {
      code: "nat-one-zone",
      path: "eks.network.create.nat",
      message: `the one NAT gateway is in ${first}: without that zone no node reaches the internet`,
    },
  ];
}

function authNotes({ auth }: EksConfig<string>): readonly Note[] {
  if (auth?.profile !== undefined && auth.roleArn === undefined) return [];
  return [
    {
      code: "role-assumed",
      path: auth?.roleArn === undefined ? "eks.access.deployer" : "eks.auth.roleArn",
      message:
        "the Kubernetes provider assumes this role with the AWS CLI; if `pulumi up` runs as it, its trust policy must let it assume itself",
    },
  ];
}

function autoscalerNotes({ autoscaler }: EksConfig<string>): readonly Note[] {
  if (autoscaler !== "user") return [];
  return [
    {
      code: "autoscaler-user",
      path: "eks.autoscaler",
      message: "nothing here scales the pools; the node groups carry the tags that Cluster Autoscaler reads",
    },
  ];
}

function resizeNotes(config: EksConfig<string>, layout: ClusterLayout): readonly Note[] {
  const overrides = poolOverrides(config);
  const touched = layout.pools.filter(
    ({ groups, name }) => groups.some(isElastic) && overrides[name]?.ceiling === undefined,
  );
  if (touched.length === 0) return [];
  const sizes = config.autoscaler === "user" ? "size.min or size.max" : "size.max";
  return [
    {
      code: "resize-with-refresh",
      path: "pools",
      message: `a change of ${sizes} of ${touched.map(({ name }) => name).join(", ")} needs \`pulumi up --refresh\`: without it EKS is also told the number of nodes of the last refresh`,
    },
  ];
}

/** A cluster that is made has the upgrade policy STANDARD, so that nobody pays for extended support unasked. */
function upgradeNotes({ existing }: EksConfig<string>, { kubernetesVersion }: ClusterLayout): readonly Note[] {
  if (existing !== undefined || kubernetesVersion === undefined) return [];
  if (isPastSupport(kubernetesVersion, "eks", kubernetesVersionsAsOf) !== true) return [];
  return [
    {
      code: "version-auto-upgraded",
      path: "kubernetesVersion",
      message: `EKS moves a cluster of ${kubernetesVersion} to a newer version by itself, since extended support, which costs more, is not taken; name a newer one, or set upgradePolicy by transform.cluster`,
    },
  ];
}

function migNotes(layout: ClusterLayout): readonly Note[] {
  return layout.pools
    .filter(({ accelerator }) => accelerator?.sharing.mode === "mig")
    .map(({ name }) => ({
      code: "mig-user-data",
      path: `pools.${name}.accelerator.sharing`,
      message: "nodes cut their GPUs before they join; this was not tried on a real node yet",
    }));
}

function transformNotes({ transform }: EksConfig<string>): readonly Note[] {
  return transformedKinds(transform).map((kind) => ({
    code: "transform-used",
    path: `eks.transform.${kind}`,
    message: "the arguments of these children are changed by the program",
  }));
}
