import { Node } from "@pulumi/kubernetes/core/v1/node.js";
import { NodePatch, type NodePatchArgs } from "@pulumi/kubernetes/core/v1/nodePatch.js";
import { Provider, type ProviderArgs } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterLayout, formatProblems } from "@roadstead/core";
import type { ProvisionedCluster } from "../cluster-handle.js";
import type { StoresConfig } from "../stores/stores-config.js";
import type { ClusterIdentity } from "../target.js";
import { transformed } from "../transform.js";
import type { OwnedNodesConfig } from "./config.js";
import { readKubeconfig } from "./kubeconfig.js";
import { type NamedNode, namedNodes, nodeFaults } from "./node-check.js";

/**
 * Makes the provider of a cluster that exists already, reads its nodes, verifies their taints, and labels them.
 *
 * Labels wait for the check of all nodes, and everything else of the cluster waits for the labels, so a failed
 * check leaves the cluster as it was.
 *
 * @param defaultStores places of stores that the factory does not name
 */
export function provisionOwnedNodes(
  layout: ClusterLayout,
  config: OwnedNodesConfig,
  storageClass: string,
  cluster: ClusterIdentity,
  defaultStores: StoresConfig = {},
): ProvisionedCluster {
  const kubeconfig = checkedKubeconfig(layout.target, config, cluster);
  const provider = makeProvider(kubeconfig, config, cluster);
  const nodes = namedNodes(layout);
  // Reading first also keeps a patch from making a Node object that no machine stands behind.
  const reads = nodes.map(({ name }) =>
    Node.get(`${cluster.name}-node-${name}`, name, { parent: cluster.parent, provider }),
  );
  const verified = verifyNodes(nodes, reads, cluster);
  const patches = nodes.map((node) => labelNode(node, config, cluster, { provider, dependsOn: verified }));
  return {
    provider,
    kubeconfig,
    storageClass,
    ready: patches,
    resources: [provider, ...reads, ...patches],
    storesConfig: { ...defaultStores, ...config.stores },
    ...(config.transform?.gpuSoftware === undefined ? {} : { gpuSoftware: config.transform.gpuSoftware }),
    ...(config.transform?.inCluster === undefined ? {} : { storeTransforms: config.transform.inCluster }),
  };
}

/** The kubeconfig, secret, and refused once it is known where it would reach the wrong cluster or an unverified one. */
function checkedKubeconfig(
  target: string,
  { kubeconfig, context }: OwnedNodesConfig,
  { parent }: ClusterIdentity,
): pulumi.Output<string> {
  const checked = pulumi.output(kubeconfig).apply((text: string | undefined) => {
    const faults = readKubeconfig(text ?? "", context).faults;
    if (text === undefined || faults.length > 0) {
      const problems = faults.map((fault) => ({ ...fault, path: `${target}.kubeconfig` }));
      throw lateError(formatProblems(problems), parent);
    }
    return text;
  });
  return pulumi.secret(checked);
}

function makeProvider(
  kubeconfig: pulumi.Output<string>,
  { clusterId, context, transform }: OwnedNodesConfig,
  cluster: ClusterIdentity,
): Provider {
  const name = `${cluster.name}-kubernetes`;
  const args: ProviderArgs = {
    kubeconfig,
    ...(context === undefined ? {} : { context }),
    clusterIdentifier: clusterId,
    enableConfigMapMutable: true,
    enableSecretMutable: true,
  };
  return new Provider(name, transformed(transform?.provider, args, { name }), { parent: cluster.parent });
}

/** The nodes that were read, once all of them have what their pools promise. */
function verifyNodes(
  nodes: readonly NamedNode[],
  reads: readonly Node[],
  cluster: ClusterIdentity,
): pulumi.Output<pulumi.Resource[]> {
  const facts = pulumi.all(reads.map((read) => pulumi.all([read.metadata, read.spec])));
  return facts.apply((values) => {
    const observed = values.map(([metadata, spec]) => ({ labels: metadata?.labels, taints: spec?.taints }));
    const faults = nodeFaults(cluster.name, nodes, observed);
    if (faults !== undefined) throw lateError(faults, cluster.parent);
    return [...reads];
  });
}

/** Pulumi prints what fails once the program itself has run with its stack, whatever `hideStack` says, if it has one. */
function lateError(message: string, resource: pulumi.Resource): pulumi.ResourceError {
  const error = new pulumi.ResourceError(message, resource, true);
  error.stack = "";
  return error;
}

function labelNode(
  { name: node, pool }: NamedNode,
  { transform }: OwnedNodesConfig,
  cluster: ClusterIdentity,
  options: pulumi.CustomResourceOptions,
): NodePatch {
  // The name has no pool in it: a node that moves to another pool is patched anew in place. Two resources would
  // share the field manager, and the one that goes would take the labels of the one that stays.
  const name = `${cluster.name}-node-labels-${node}`;
  const group = pool.groups.find((candidate) => candidate.nodes?.includes(node));
  const args: NodePatchArgs = {
    metadata: {
      name: node,
      labels: { ...pool.labels, ...group?.labels },
      annotations: {
        // Labels such as `nvidia.com/gpu.present` may be there already, with the same meaning and another owner.
        "pulumi.com/patchForce": "true",
        "pulumi.com/patchFieldManager": `roadstead-${cluster.name}`,
      },
    },
  };
  return new NodePatch(name, transformed(transform?.nodeLabels, args, { name, pool: pool.name }), {
    ...options,
    parent: cluster.parent,
  });
}
