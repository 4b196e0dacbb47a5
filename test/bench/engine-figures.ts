import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { startControlPlane, stopControlPlane } from "./control-plane/index.js";
import { hostProviders, languageHost, openStack, type StackOptions } from "./engine/index.js";
import { generatedProgram } from "./generated-program.js";
import { measure, median } from "./measure.js";
import { echoAws, echoGcp } from "./providers/echo/clouds.js";
import { echoKubernetes } from "./providers/echo/kubernetes.js";
import type { Properties } from "./providers/test-provider.js";
import { randomProvider } from "./providers/random/index.js";
import { report, reportAtLeast } from "./report.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const roadstead = fileURLToPath(new URL("../../packages/cli/bin/roadstead.js", import.meta.url));
const limits = { hybridRatio: 4, thousandRatio: 8 };

/** From nothing to a control plane that answers: etcd, API server, controllers, scheduler and the nodes' stand-in. */
export async function controlPlaneStart(): Promise<void> {
  const seconds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const { id } = await startControlPlane();
    seconds.push((performance.now() - start) / 1000);
    await stopControlPlane(id);
  }
  report("start of a control plane", median(seconds), "s");
}

/**
 * `roadstead plan` against `pulumi preview` of the same program, alternated. The preview's providers answer at once
 * and ask no cloud, so that what is compared is the engine.
 */
export async function planAgainstPreview(): Promise<void> {
  console.log(`previews are run by ${languageHost()}`);
  const host = await hostProviders({
    aws: () => echoAws(),
    gcp: () => echoGcp(),
    kubernetes: () => echoKubernetes({ reads: (_type, name) => ownedNode(name) }),
    random: () => randomProvider(),
  });
  try {
    const hybrid = { projectDir: fileURLToPath(new URL("../../examples/hybrid", import.meta.url)), stack: "dev" };
    await compare("examples/hybrid", { ...hybrid, env: host.env }, 5, limits.hybridRatio);
    const thousand = { projectDir: generatedProgram(1000), stack: "dev" };
    await compare("1,000 resources", { ...thousand, env: host.env }, 3, limits.thousandRatio);
  } finally {
    await host.close();
  }
}

async function compare(what: string, options: StackOptions, rounds: number, limit: number): Promise<void> {
  const stack = await openStack(options);
  const plans: number[] = [];
  const previews: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const plan = ["plan", options.projectDir, "--stack", options.stack];
    plans.push((await measure(root, process.execPath, [roadstead, ...plan])).seconds);
    const start = performance.now();
    const preview = await stack.preview();
    previews.push((performance.now() - start) / 1000);
    if (preview.exitCode !== 0) throw new Error(`pulumi preview of ${what} failed\n${preview.stdout}${preview.stderr}`);
  }
  await stack.remove();
  report(`plan of ${what}`, median(plans), "s");
  report(`preview of ${what}`, median(previews), "s");
  reportAtLeast("preview / plan", median(previews) / median(plans), "", limit);
}

/** A machine of one's own, tainted as the program's check of it wants. */
function ownedNode(name: string): Properties {
  const taints = [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }];
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels: {} }, spec: { taints } };
}
