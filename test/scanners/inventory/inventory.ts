import { type CloudProgram, cloudPrograms } from "./cloud-programs.js";
import { examplePlans, type ScannedProgram } from "./example-plans.js";
import { type NamespaceFile, namespaceFiles } from "./namespace-files.js";
import { cloudTargets, knownPolicies, richPlans } from "./rich-plans.js";
import { storePrograms } from "./store-plans.js";

/** All that is scanned. */
export interface Inventory {
  readonly programs: readonly ScannedProgram[];
  readonly files: readonly NamespaceFile[];
  readonly clouds: readonly CloudProgram[];
}

/** Every example on every target, a rich cluster on each, and the stores that a component asks for. */
export async function takeInventory(): Promise<Inventory> {
  const examples = await examplePlans();
  const rich = await richInventory();
  const programs = [...examples, ...rich.programs];
  const clouds = [...cloudPrograms(examples), ...rich.clouds, ...(await storePrograms())];
  return { programs, files: namespaceFiles(programs), clouds };
}

/** The rich clusters alone. */
export async function richInventory(): Promise<Inventory> {
  const programs = await richPlans();
  const clouds: CloudProgram[] = [];
  for (const target of cloudTargets) {
    const own = programs.filter(({ name }) => name === `rich on ${target}`);
    clouds.push(...cloudPrograms(own, await knownPolicies(target)));
  }
  return { programs, files: namespaceFiles(programs), clouds };
}
