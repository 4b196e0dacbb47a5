import type { Problem } from "@roadstead/core";
import type { ModelRule } from "./rules.js";
import { defaultMlflowVersion, isOlder, oldestMlflowVersion, versionParts } from "./versions.js";

/**
 * Problems of the MLflow that would run.
 *
 * @param override image that the target's factory gives for "mlflow"; its tag says the version, where it says one
 */
export function versionProblems(version: string | undefined, override: string | undefined): readonly Problem[] {
  if (version !== undefined && (typeof version !== "string" || versionParts(version) === undefined)) {
    return [
      {
        rule: "models/version" satisfies ModelRule,
        path: "version",
        message: "is no release of MLflow",
        got: JSON.stringify(version),
        hint: `write three numbers: "${defaultMlflowVersion}"`,
      },
    ];
  }
  const tagged = /:v?(\d+\.\d+\.\d+)(?![\d.])/.exec(override ?? "")?.[1];
  return [...floorProblems(version, "version"), ...floorProblems(tagged, "images.overrides.mlflow")];
}

function floorProblems(version: string | undefined, path: string): readonly Problem[] {
  if (version === undefined || !isOlder(version, oldestMlflowVersion)) return [];
  return [
    {
      rule: "models/version-floor" satisfies ModelRule,
      path,
      message: "is an MLflow that lets strangers past the login (CVE-2026-2614, CVE-2026-2652)",
      got: JSON.stringify(version),
      allowed: [`${oldestMlflowVersion} or newer`],
    },
  ];
}
