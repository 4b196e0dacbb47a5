import type { ResourceGraph } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import { aCluster, beneath, cloudSummary, servingPool } from "./cluster-fixture.js";
import { aGraph, aKubernetesResource, aResource } from "./graph-fixture.js";

/** Terminal codes, C1 controls, bidirectional overrides, line breaks, and syntax of every format that we print. */
export const hostileText =
  '\u001b[31mred\u001b[0m\u009b2J\u202egnp\r\nend]"; %%{init: {}}%% <script>`x`</script> \u2028../../etc\u0007 #quot;';

const cluster = aCluster({
  ...cloudSummary,
  name: hostileText,
  location: hostileText,
  tags: { owner: hostileText, costCenter: hostileText, environment: hostileText },
  pools: [
    {
      ...servingPool,
      name: hostileText,
      capacityOrder: hostileText,
      taints: [{ key: hostileText, value: hostileText, effect: "NoSchedule" }],
    },
  ],
  notes: [{ code: "note", path: hostileText, message: hostileText }],
});

/** {@link hostileText} wherever a program can put text. */
export const hostileGraph: ResourceGraph = aGraph(
  [
    cluster,
    beneath(cluster, { type: "aws:ec2/vpc:Vpc", name: hostileText, inputs: { [hostileText]: hostileText } }),
    aResource({ type: `evil:${hostileText}:${hostileText}`, name: "typed", dependencies: [cluster.urn] }),
    aKubernetesResource("core/v1", "ConfigMap", hostileText, {
      metadata: { name: hostileText, namespace: hostileText, labels: { [hostileText]: unknownValue } },
      data: { [hostileText]: hostileText, secret: new SecretValue(hostileText) },
    }),
  ],
  {
    project: hostileText,
    stack: hostileText,
    stackOutputs: { [hostileText]: hostileText, list: [hostileText] },
    diagnostics: [{ severity: "warning", code: "odd", message: hostileText, urn: hostileText, stack: [hostileText] }],
    problems: [{ rule: "odd/odd", path: hostileText, message: hostileText, got: hostileText, allowed: [hostileText] }],
    complete: false,
  },
);
