import { suggestion } from "@roadstead/core";
import type * as pulumi from "@pulumi/pulumi";
import type { ExistingGkeCluster, GkeConfig, MaintenanceWindow } from "./config.js";
import { clusterNameLimit } from "./physical-name.js";
import type { GkeProblem } from "./rules.js";

const channels: readonly string[] = ["RAPID", "REGULAR", "STABLE", "EXTENDED"];
const weekdays: readonly string[] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const replacements: readonly string[] = ["create-first", "delete-first"];

/** Problems of project, region, names, channel, maintenance window and of what is said of each pool. */
export function clusterProblems(config: GkeConfig<string>): readonly GkeProblem[] {
  return [
    ...projectProblems(config.project),
    ...locationProblems(config.location),
    ...nameProblems(config.clusterName),
    ...channelProblems(config.releaseChannel),
    ...(config.maintenance === undefined ? [] : maintenanceProblems(config.maintenance)),
    ...Object.entries({ ...config.pools, ...(config.system === undefined ? {} : { system: config.system }) }).flatMap(
      ([pool, settings]) => replaceProblems(pool === "system" ? "gke.system" : `gke.pools.${pool}`, settings?.replace),
    ),
  ];
}

function projectProblems(project: string): readonly GkeProblem[] {
  // A domain-scoped project has its domain in front: example.com:my-project.
  if (/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)) return [];
  return [
    {
      rule: "gke/project",
      path: "gke.project",
      message: "must be a project id: 6 to 30 lower-case letters, digits and dashes, first a letter",
      got: JSON.stringify(project),
      ...(/^\d+$/.test(project) ? { hint: "this is a project number; give the id" } : {}),
    },
  ];
}

function locationProblems(location: string): readonly GkeProblem[] {
  if (/^[a-z]+-[a-z]+\d+$/.test(location)) return [];
  const region = /^([a-z]+-[a-z]+\d+)-[a-z]$/.exec(location)?.[1];
  return [
    {
      rule: "gke/location",
      path: "gke.location",
      message: "must be a region",
      got: JSON.stringify(location),
      hint:
        region === undefined
          ? 'name one such as "us-central1"'
          : `write "${region}": a zonal control plane is down during every upgrade; zones go into network and pools`,
    },
  ];
}

function nameProblems(name: string | undefined): readonly GkeProblem[] {
  if (name === undefined || (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= clusterNameLimit)) return [];
  return [
    {
      rule: "gke/cluster-name",
      path: "gke.clusterName",
      message: "must have at most 40 lower-case letters, digits and dashes, first a letter, last no dash",
      got: JSON.stringify(name),
    },
  ];
}

function channelProblems(channel: string | undefined): readonly GkeProblem[] {
  if (channel === undefined || channels.includes(channel)) return [];
  return [
    {
      rule: "gke/release-channel",
      path: "gke.releaseChannel",
      message: "is no release channel",
      got: JSON.stringify(channel),
      allowed: channels,
      ...suggestion(channel, channels),
    },
  ];
}

function maintenanceProblems({ days, startUtc, hours }: MaintenanceWindow): readonly GkeProblem[] {
  const problems: GkeProblem[] = [];
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(startUtc)) {
    problems.push({
      rule: "gke/maintenance-start",
      path: "gke.maintenance.startUtc",
      message: "must be a time of day in UTC",
      got: JSON.stringify(startUtc),
      hint: 'write it with two digits each: "02:00"',
    });
  }
  const goodDays = days.length > 0 && new Set(days).size === days.length && days.every((day) => weekdays.includes(day));
  if (!goodDays) {
    problems.push({
      rule: "gke/maintenance-days",
      path: "gke.maintenance.days",
      message: "must name at least one weekday, and each once",
      got: JSON.stringify(days),
      allowed: weekdays,
    });
  }
  const perWeek = hours * Math.max(1, days.length);
  if (!Number.isInteger(hours) || hours < 4 || hours > 24 || perWeek < 12) {
    problems.push({
      rule: "gke/maintenance-hours",
      path: "gke.maintenance.hours",
      message: "must be whole hours, 4 to 24, and 12 a week over all days, since GKE wants 48 hours in any 32 days",
      got: `${hours} hours on ${days.length} ${days.length === 1 ? "day" : "days"}`,
    });
  }
  return problems;
}

function replaceProblems(path: string, replace: string | undefined): readonly GkeProblem[] {
  if (replace === undefined || replacements.includes(replace)) return [];
  const message = "must say what a replacement does first";
  return [
    { rule: "gke/replace", path: `${path}.replace`, message, got: JSON.stringify(replace), allowed: replacements },
  ];
}

/** Problems of what is said of a cluster that exists already. */
export function existingProblems(existing: ExistingGkeCluster): readonly GkeProblem[] {
  const problems: GkeProblem[] = [];
  if (existing.mode === "autopilot") {
    problems.push({
      rule: "gke/autopilot",
      path: "gke.existing.mode",
      message: "Autopilot makes nodes itself, as pods ask for them, and takes no node pools",
      got: JSON.stringify(existing.mode),
      allowed: ["standard"],
      hint: "use a Standard cluster",
    });
  }
  if (existing.gpuStack !== "provider") {
    problems.push({
      rule: "gke/existing-gpu-stack",
      path: "gke.existing.gpuStack",
      message:
        existing.gpuStack === "user"
          ? "not yet: pools whose driver and device plugin are yours, as with GPU Operator"
          : "must say who puts driver and device plugin on the new pools' nodes",
      got: JSON.stringify(existing.gpuStack),
      allowed: ["provider"],
      hint: "keep GPU Operator off these nodes, then write provider: a second device plugin would count every GPU twice",
    });
  }
  if (typeof existing.endpoint === "string" && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(existing.endpoint)) {
    problems.push({
      rule: "gke/existing-endpoint",
      path: "gke.existing.endpoint",
      message: "must be a host name or an IPv4 address alone",
      got: JSON.stringify(existing.endpoint),
      hint: "leave out scheme, port and path",
    });
  }
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(existing.clusterId)) {
    problems.push({
      rule: "gke/existing-id",
      path: "gke.existing.clusterId",
      message: "must be a name of at most 63 lower-case letters, digits and dashes",
      got: JSON.stringify(existing.clusterId),
    });
  }
  if (existing.ca === undefined && isPlainAddress(existing.endpoint)) {
    problems.push({
      rule: "gke/existing-ca",
      path: "gke.existing.ca",
      message: "is needed where the endpoint is an IP address, whose certificate only the cluster vouches for",
      hint: "pass masterAuth.clusterCaCertificate, or the .gke.goog name as endpoint",
    });
  }
  return problems;
}

function isPlainAddress(endpoint: pulumi.Input<string>): boolean {
  return typeof endpoint === "string" && /^\d+\.\d+\.\d+\.\d+$/.test(endpoint);
}
