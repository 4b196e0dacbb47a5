import type { Capabilities } from "../capabilities.js";
import type { GpuModel } from "../catalog/gpu.js";
import { migInstancesPerGpu, migProfiles, migProfilesOf } from "../catalog/mig.js";
import type { Problem } from "../problem.js";
import type { Sharing, SharingMode } from "../spec/sharing.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";
import type { PoolCheck } from "./spec-check.js";

/** NVIDIA's device plugin takes 2 or more; GKE takes 48 at most. */
const replicaBounds = { min: 2, max: 48 } as const;

/** How pods share the GPUs of a pool. */
export const poolSharing: PoolCheck = ({ accelerator, path }, { capabilities }) => {
  const sharing: Sharing | undefined = accelerator?.sharing;
  if (accelerator === undefined || sharing === undefined) return [];
  const at = `${path}.accelerator.sharing`;
  const support = capabilities.sharing[sharing.mode];
  if (support !== "yes") return [unsupported(sharing.mode, support, `${at}.mode`, capabilities)];
  return sharing.mode === "mig" ? mig(accelerator.model, sharing.profile, at, capabilities) : replicas(sharing, at);
};

function unsupported(
  mode: SharingMode,
  support: "not-yet" | "never",
  path: string,
  { sharing, target }: Capabilities,
): Problem {
  const allowed = Object.keys(sharing).filter((other) => sharing[other as SharingMode] === "yes");
  return support === "not-yet"
    ? specProblem("spec/sharing-not-yet", path, `is not yet supported on ${target}`, { got: shown(mode), allowed })
    : specProblem("spec/sharing-never", path, `is not to be had on ${target}`, { got: shown(mode), allowed });
}

function replicas(sharing: Exclude<Sharing, { mode: "mig" }>, path: string): readonly Problem[] {
  if (sharing.mode === "exclusive") return [];
  const at = `${path}.replicas`;
  const count = sharing.replicas;
  if (count === 1) {
    const hint = 'use { mode: "exclusive" }, or leave sharing out';
    return [specProblem("spec/replicas-one", at, "shares a GPU between one pod", { got: "1", hint })];
  }
  if (Number.isInteger(count) && count >= replicaBounds.min && count <= replicaBounds.max) return [];
  const allowed = [`${replicaBounds.min} to ${replicaBounds.max}`];
  return [specProblem("spec/replicas", at, "must be a whole number of pods per GPU", { got: shown(count), allowed })];
}

function mig(model: GpuModel, profile: string, path: string, capabilities: Capabilities): readonly Problem[] {
  const allowed = migProfilesOf(model);
  if (allowed.length === 0) {
    return [
      specProblem("spec/mig-unsupported", `${path}.mode`, `needs a GPU with MIG, which ${model} has not`, {
        allowed: migModels(capabilities),
        hint: 'use "time-slicing", or one of these GPUs',
      }),
    ];
  }
  if (migInstancesPerGpu(model, profile) !== undefined) return [];
  return [
    specProblem("spec/mig-profile", `${path}.profile`, `is not a MIG profile of ${model}`, {
      got: shown(profile),
      allowed,
      ...suggestion(profile, allowed),
    }),
  ];
}

/** GPUs with MIG that the target has. */
function migModels({ machineTypes }: Capabilities): readonly string[] {
  const models = Object.keys(migProfiles);
  if (machineTypes === "owned") return models;
  const had = new Set<string | undefined>(
    machineTypes.filter((type) => type.refused === undefined).map((type) => type.gpu?.model),
  );
  return models.filter((model) => had.has(model));
}
