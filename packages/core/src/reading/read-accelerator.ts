import { type GpuModel, gpus, isGpuModel } from "../catalog/gpu.js";
import { refusedAccelerator } from "../catalog/refused-accelerators.js";
import type { Problem } from "../problem.js";
import type { Accelerator, SharingMode } from "../spec/sharing.js";
import { keyPath, shown, specProblem, suggestion } from "../spec/spec-problem.js";
import { type Reader, number, object, oneOf, optional, required, string } from "./reader.js";
import { isPlainObject } from "./untyped.js";

/** A sharing whose profile may still be one of another model. */
type SharingShape =
  | { readonly mode: "exclusive" }
  | { readonly mode: "time-slicing" | "mps"; readonly replicas: number }
  | { readonly mode: "mig"; readonly profile: string };

interface AcceleratorShape {
  readonly model: GpuModel;
  readonly gpusPerNode: number;
  readonly sharing?: SharingShape;
}

const models = Object.keys(gpus);

const model: Reader<GpuModel> = (value, path, problems) => {
  const name = string(value, path, problems);
  if (name === undefined || isGpuModel(name)) return name;
  problems.push(unknownModel(name, path));
  return undefined;
};

function unknownModel(name: string, path: string): Problem {
  const reason = refusedAccelerator(name);
  if (reason !== undefined) return specProblem("spec/other-accelerator", path, `is ${reason}`, { got: shown(name) });
  // "a100" is near "a10g" by distance, but means the A100 in one of its memory sizes.
  const sizes = models.filter((candidate) => candidate.startsWith(`${name.toLowerCase()}-`));
  const hint =
    sizes.length > 0
      ? { hint: `did you mean ${sizes.map((size) => `"${size}"`).join(" or ")}?` }
      : suggestion(name, models);
  return specProblem("spec/gpu-model", path, "is not a GPU of the catalog", {
    got: shown(name),
    allowed: models,
    ...hint,
  });
}

const exclusive = object<{ readonly mode: "exclusive" }>({ mode: required(oneOf("spec/sharing-mode", ["exclusive"])) });
const replicated = object<{ readonly mode: "time-slicing" | "mps"; readonly replicas: number }>({
  mode: required(oneOf("spec/sharing-mode", ["time-slicing", "mps"])),
  replicas: required(number),
});
const mig = object<{ readonly mode: "mig"; readonly profile: string }>({
  mode: required(oneOf("spec/sharing-mode", ["mig"])),
  profile: required(string),
});

const byMode: {
  readonly [M in SharingMode]: { readonly options: readonly string[]; readonly read: Reader<SharingShape> };
} = {
  exclusive: { options: [], read: exclusive },
  "time-slicing": { options: ["replicas"], read: replicated },
  mps: { options: ["replicas"], read: replicated },
  mig: { options: ["profile"], read: mig },
};
const modes = Object.keys(byMode) as SharingMode[];
const readMode = oneOf("spec/sharing-mode", modes);

const sharing: Reader<SharingShape> = (value, path, problems) => {
  // Without a mode nothing says which options belong, so the reader of the plainest mode reports.
  if (!isPlainObject(value) || !Object.hasOwn(value, "mode")) return exclusive(value, path, problems);
  const mode = readMode(value["mode"], keyPath(path, "mode"), problems);
  if (mode === undefined) return undefined;
  const foreign = Object.keys(value).filter((key) => isOptionOfAnotherMode(key, mode));
  problems.push(...foreign.map((key) => foreignOption(key, mode, path)));
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => !foreign.includes(key)));
  return byMode[mode].read(own, path, problems);
};

function isOptionOfAnotherMode(key: string, mode: SharingMode): boolean {
  return !byMode[mode].options.includes(key) && modes.some((other) => byMode[other].options.includes(key));
}

function foreignOption(key: string, mode: SharingMode, path: string): Problem {
  const at = keyPath(path, key);
  if (mode === "mig" && key === "replicas") {
    return specProblem("spec/mig-with-replicas", at, "shares a MIG instance between pods, which is not yet supported", {
      hint: "leave it out, or choose a smaller profile",
    });
  }
  const owners = modes.filter((other) => byMode[other].options.includes(key)).map((other) => `"${other}"`);
  return specProblem("spec/sharing-option", at, `is not an option of mode "${mode}"`, {
    hint: `it belongs to ${owners.join(" and ")}`,
  });
}

const shape = object<AcceleratorShape>({
  model: required(model),
  gpusPerNode: required(number),
  sharing: optional(sharing),
});

/** Which profile belongs to which model is for `validateSpec` to say; the type cannot wait for it. */
export const accelerator: Reader<Accelerator> = (value, path, problems) =>
  shape(value, path, problems) as Accelerator | undefined;
