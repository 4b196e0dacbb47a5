import type { ImageOptions, Problem } from "@roadstead/core";
import { componentNameProblems, ownNamespaceProblems } from "../parts/component-name.js";
import { exposureProblems } from "../parts/exposure-problems.js";
import { shapeProblems } from "../parts/spec-shape.js";
import type { ModelRegistrySpec } from "./config.js";
import type { ModelRule } from "./rules.js";
import { sizeProblems } from "./size-problems.js";
import { registryShape } from "./spec-shape.js";
import { versionProblems } from "./version-problems.js";

/** All problems of a registry that can be seen without its cluster. The spec may come from a program without types. */
export function registryProblems(name: string, spec: ModelRegistrySpec, images: ImageOptions = {}): readonly Problem[] {
  const misshapen = shapeProblems(spec, registryShape, "models/shape" satisfies ModelRule);
  if (misshapen.length > 0) return misshapen;
  return [
    ...componentNameProblems(name, "models/name" satisfies ModelRule),
    ...ownNamespaceProblems(name, spec.namespace, "models/namespace" satisfies ModelRule),
    ...sizeProblems(spec.size),
    ...versionProblems(spec.version, images.overrides?.["mlflow"]),
    ...restoreProblems(spec.restore),
    ...scheduleProblems(spec.garbage?.schedule),
    ...daysProblems(spec.garbage?.days),
    ...domainProblems(spec.clusterDomain),
    ...(spec.metrics === undefined
      ? []
      : componentNameProblems(spec.metrics.from, "models/metrics-from" satisfies ModelRule, "metrics.from", 63)),
    ...exposureProblems(spec.expose, { area: "models", auth: ["basic"] }),
  ];
}

const dumpForm = /^\d{8}T\d{6}Z-[\w.-]+\.dump$/;
const folderForm = /^([\w-]+\/)+$/;

function restoreProblems(restore: ModelRegistrySpec["restore"]): readonly Problem[] {
  if (restore === undefined) return [];
  const rule: ModelRule = "models/restore";
  const { dump, folder } = restore;
  return [
    ...(typeof dump === "string" && dumpForm.test(dump)
      ? []
      : [
          {
            rule,
            path: "restore.dump",
            message: "is no name of a dump",
            got: JSON.stringify(dump) ?? "undefined",
            hint: 'the file below `dumps/mlflow/`, without the folders: "20261124T024700Z-nightly.dump"',
          },
        ]),
    ...(folder === undefined || folderForm.test(folder)
      ? []
      : [
          {
            rule,
            path: "restore.folder",
            message: "is no folder with a slash at its end",
            got: JSON.stringify(folder),
            hint: 'write "dumps/", or the folder of a server in the cluster: "models-database/"',
          },
        ]),
  ];
}

const cronField = String.raw`[0-9*,/-]+`;
const cronForm = new RegExp(`^${Array.from({ length: 5 }, () => cronField).join(" ")}$`);

function scheduleProblems(schedule: string | undefined): readonly Problem[] {
  if (schedule === undefined || cronForm.test(schedule)) return [];
  return [
    {
      rule: "models/schedule" satisfies ModelRule,
      path: "garbage.schedule",
      message: "is no cron schedule of five fields in numbers",
      got: JSON.stringify(schedule),
      hint: 'minute, hour, day, month, weekday: "17 2 * * *" is each night at 2:17 UTC',
    },
  ];
}

const mostGarbageDays = 3_650;

function daysProblems(days: number | undefined): readonly Problem[] {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= mostGarbageDays)) return [];
  return [
    {
      rule: "models/days" satisfies ModelRule,
      path: "garbage.days",
      message: "is no whole number of days in its range",
      got: JSON.stringify(days),
      allowed: [`1 to ${mostGarbageDays}`],
    },
  ];
}

function domainProblems(domain: string | undefined): readonly Problem[] {
  if (domain === undefined || /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) return [];
  return [
    {
      rule: "models/cluster-domain" satisfies ModelRule,
      path: "clusterDomain",
      message: "is no DNS name in lower case",
      got: JSON.stringify(domain),
      hint: 'the domain after `svc.` in the names of the cluster: "cluster.local"',
    },
  ];
}
