import { readFileSync } from "node:fs";
import type { GpuModel, Problem } from "@roadstead/core";
import { nearest } from "@roadstead/core";
import type { OwnFigures, ReplicaProfile } from "@roadstead/cost/forecast";
import { replicaProfile, replicaProfiles, withOwnFigures } from "@roadstead/cost/forecast";
import { PlanUsageError } from "@roadstead/plan";
import { parse } from "yaml";
import type { FleetOptions } from "../commands/forecast-options.js";

interface Node {
  readonly gpu: GpuModel | undefined;
  readonly gpusPerNode: number;
}

/** The profile that the command line names, on the GPUs of a node, with the user's own figures on top. */
export function chooseReplica(
  { model, profile }: Pick<FleetOptions, "model" | "profile">,
  node: Node,
  tokensPerRequest: number,
): ReplicaProfile | readonly Problem[] {
  const own = readOwnFigures(profile);
  if (model === undefined) return wholeProfile(profile ?? "", own, node);
  const known = knownProfile(model, node, tokensPerRequest);
  return "rule" in known ? [known] : fitting(withOwnFigures(known, own), node, "--model");
}

function knownProfile(model: string, { gpu, gpusPerNode }: Node, tokensPerRequest: number): ReplicaProfile | Problem {
  const named = replicaProfile(model, tokensPerRequest);
  if (named !== undefined) {
    if (named.gpu === gpu) return named;
    return {
      rule: "forecast/model",
      path: "--model",
      message: `is of another GPU than the machine's ${gpu ?? "none"}`,
      got: model,
    };
  }
  const ofModel = replicaProfiles.filter((it) => it.model === model);
  const onGpu = ofModel.filter((it) => it.gpu === gpu && it.gpus <= gpusPerNode && it.maxBatch > 0);
  const fit = onGpu
    .sort((a, b) => a.gpus - b.gpus)
    // Of several for one GPU the first is of the GPU itself, those after it of other simulators.
    .map(({ name }) => replicaProfile(name, tokensPerRequest));
  const [first] = fit.filter((it) => it !== undefined && it.maxBatch > 0);
  if (first !== undefined) return first;
  if (onGpu.length > 0) {
    return {
      rule: "forecast/model",
      path: "--model",
      message: `has no room beside its weights on ${gpusPerNode} x ${gpu ?? "a GPU"} for a request of the trace`,
      got: `${Math.round(tokensPerRequest)} tokens in the mean`,
      hint: "take a machine with more memory, or see whether the trace's columns are tokens",
    };
  }
  const models = [...new Set(replicaProfiles.map((it) => it.model))];
  if (ofModel.length === 0) {
    const near = nearest(model, models);
    const hint = near === undefined ? "give your own figures, --profile <file>" : `did you mean ${near}?`;
    return { rule: "forecast/model", path: "--model", message: "is not known", got: model, allowed: models, hint };
  }
  return {
    rule: "forecast/model",
    path: "--model",
    message: `has no profile on ${gpusPerNode} x ${gpu ?? "a GPU that is not known"}, or no room there`,
    got: model,
    allowed: ofModel.map(({ name }) => name),
    hint: "take another machine, or give your own figures, --profile <file>",
  };
}

const figureNames = [
  "gpus",
  "firstTokenMs",
  "prefillTokensPerSecond",
  "decodeMs",
  "decodeMsPerRequest",
  "maxBatch",
] as const satisfies readonly (keyof OwnFigures)[];
const optionalNames = ["firstTokenMsPerInputToken"] as const satisfies readonly (keyof OwnFigures)[];

type Figures = Partial<Record<(typeof figureNames)[number] | (typeof optionalNames)[number], number>>;

/**
 * Figures of the user's file; none without one.
 * @throws PlanUsageError with all that is wrong with it.
 */
export function readOwnFigures(file: string | undefined): Figures {
  if (file === undefined) return {};
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new PlanUsageError([{ rule: "profile/readable", path: file, message }]);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = "must be a mapping of figures";
    throw new PlanUsageError([{ rule: "profile/type", path: file, message, allowed: figureNames }]);
  }
  const names: readonly string[] = [...figureNames, ...optionalNames];
  const problems: Problem[] = [];
  const figures: Record<string, number> = {};
  for (const [name, figure] of Object.entries(value)) {
    const path = `${file}: ${name}`;
    if (!names.includes(name)) {
      const near = nearest(name, names);
      const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
      problems.push({
        rule: "profile/unknown-key",
        path,
        message: "is not a figure of a replica",
        allowed: names,
        ...hint,
      });
    } else if (!isFigure(name, figure)) {
      const allowed = name === "maxBatch" ? "a whole number of 1 or more" : "a number above 0";
      problems.push({
        rule: "profile/value",
        path,
        message: `must be ${allowed}`,
        got: JSON.stringify(figure) ?? "null",
      });
    } else {
      figures[name] = figure;
    }
  }
  if (problems.length > 0) throw new PlanUsageError(problems);
  return figures;
}

function isFigure(name: string, figure: unknown): figure is number {
  if (typeof figure !== "number" || !Number.isFinite(figure)) return false;
  if (name === "maxBatch") return Number.isInteger(figure) && figure >= 1;
  return name.startsWith("firstTokenMs") || name === "decodeMsPerRequest" ? figure >= 0 : figure > 0;
}

function wholeProfile(file: string, figures: Figures, node: Node): ReplicaProfile | readonly Problem[] {
  const missing = figureNames.filter((name) => figures[name] === undefined);
  if (missing.length > 0) {
    const hint = "give it, or --model <name> for the rest";
    return missing.map((name) => ({
      rule: "profile/missing-key",
      path: `${file}: ${name}`,
      message: "is missing",
      hint,
    }));
  }
  const profile = { ...(figures as Required<Figures>), name: "own profile" };
  return fitting({ ...profile, provenance: { kind: "user", source: file } }, node, file);
}

function fitting(profile: ReplicaProfile, { gpusPerNode }: Node, path: string): ReplicaProfile | readonly Problem[] {
  if (profile.gpus <= gpusPerNode + 1e-9) return profile;
  const message = `needs ${profile.gpus} GPUs for a replica, and a node has ${gpusPerNode}`;
  return [{ rule: "forecast/gpus", path, message }];
}

export const isProblems = (value: object): value is readonly Problem[] => Array.isArray(value);
