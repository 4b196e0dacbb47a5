export type * from "./config.js";
export {
  ExistingModelRegistry,
  type ExistingMlflowServer,
  type ExistingModelRegistryArgs,
  existingRegistryProblems,
  type ManagedMlflow,
} from "./existing-registry.js";
export { ModelClient, type ModelClientArgs, type ModelClientPod } from "./model-client.js";
export type { ModelChoice } from "./model-reference.js";
export { ModelRegistry } from "./model-registry.js";
export { type ModelRule, modelRules } from "./rules.js";
export { type RegistrySize, type RegistrySizeName, registrySizes } from "./sizes.js";
export { defaultMlflowVersion, oldestMlflowVersion } from "./versions.js";
