import type { Capabilities } from "../capabilities.js";
import { type PoolRequest, poolRequest, poolRequests } from "../layout/pool-request.js";
import { type Problem, sortProblems } from "../problem.js";
import { type SpecParts, readSpecParts } from "../reading/read-cluster-spec.js";
import type { PoolMembers } from "../reading/read-pool.js";
import type { CpuPool, GpuPool } from "../spec/cluster-spec.js";
import { clusterMetrics } from "./cluster-metrics.js";
import { clusterTags } from "./cluster-tags.js";
import { clusterVersion } from "./cluster-version.js";
import { nodeLabels } from "./node-labels.js";
import { nodeTaints } from "./node-taints.js";
import { poolCapacity } from "./pool-capacity.js";
import { poolGpu } from "./pool-gpu.js";
import { poolMachine, poolMachineName } from "./pool-machine.js";
import { poolName } from "./pool-name.js";
import { poolNode } from "./pool-node.js";
import { poolOverrides } from "./pool-overrides.js";
import { poolSharing } from "./pool-sharing.js";
import { poolSize } from "./pool-size.js";
import type { CheckContext, PoolCheck, ValidateOptions } from "./spec-check.js";

const poolChecks: readonly PoolCheck[] = [poolName, poolSharing, nodeLabels, nodeTaints, poolMachineName];
const nodeChecks: readonly PoolCheck[] = [poolGpu, poolNode];
/** What a machine type is chosen by; the choice is checked once these are sound. */
const machineInputs: readonly PoolCheck[] = [...nodeChecks, poolCapacity];

/**
 * All problems of a spec on a target, sorted by path. Takes a `ClusterSpec` or untyped data: parts that are
 * well-formed are checked even when others are not.
 */
export function validateSpec(
  spec: unknown,
  capabilities: Capabilities,
  options: ValidateOptions = {},
): readonly Problem[] {
  const { parts, members, poolNames, problems } = readSpecParts(spec);
  const context: CheckContext = { ...options, capabilities };
  return sortProblems([
    ...problems,
    ...checkParts(parts, context),
    ...clusterTags(parts.tags ?? members.tags),
    ...Object.entries(members.pools).flatMap(([name, pool]) => checkMembers(name, pool, context)),
    ...poolOverrides(options.overrides ?? [], poolNames, capabilities.target),
  ]);
}

function checkParts(parts: SpecParts, context: CheckContext): readonly Problem[] {
  const { capabilities } = context;
  const { pools = {}, systemPool, kubernetesVersion, gpuMetrics } = parts;
  const requests = poolRequests({ pools, ...(systemPool === undefined ? {} : { systemPool }) }, capabilities);
  return [
    ...(kubernetesVersion === undefined ? [] : clusterVersion(kubernetesVersion, capabilities)),
    ...(gpuMetrics === undefined ? [] : clusterMetrics(gpuMetrics)),
    ...requests.flatMap((request) => checkPool(request, context)),
  ];
}

function checkPool(request: PoolRequest, context: CheckContext): readonly Problem[] {
  const run = (checks: readonly PoolCheck[]) => checks.flatMap((check) => check(request, context));
  const inputs = run(machineInputs);
  return [...run([...poolChecks, poolSize]), ...inputs, ...(inputs.length === 0 ? poolMachine(request, context) : [])];
}

/** A pool that is not well-formed: what can be said of the rest. Its machine type waits until all of it can be read. */
function checkMembers(name: string, pool: PoolMembers, context: CheckContext): readonly Problem[] {
  const request = poolRequest(name, { node: {}, size: { min: 0, max: 1 }, ...pool } as GpuPool | CpuPool);
  const checks = [...poolChecks, ...nodeChecks, ...(pool.size === undefined ? [] : [poolSize, poolCapacity])];
  return checks.flatMap((check) => check(request, context));
}
