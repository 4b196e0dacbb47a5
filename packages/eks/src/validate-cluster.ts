import { eksAddons, shown, suggestion } from "@roadstead/core";
import type { EksConfig } from "./config.js";
import { isRegion } from "./partition.js";
import type { EksProblem } from "./rules.js";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const retentionDays: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** Problems of the region, the cluster's name, its logs and its add-ons. */
export function clusterProblems(config: EksConfig<string>): readonly EksProblem[] {
  return [
    ...regionProblems(config.region),
    ...(config.existing === undefined
      ? [
          ...nameProblems(config.clusterName),
          ...retentionProblems(config.logRetentionDays),
          ...Object.entries(config.addOnVersions ?? {}).flatMap(([name, version]) => addOnProblems(name, version)),
        ]
      : []),
  ];
}

function regionProblems(region: string): readonly EksProblem[] {
  if (isRegion(region)) return [];
  const withoutZone = /^(.*-\d)[a-z]$/.exec(region)?.[1];
  return [
    {
      rule: "eks/region",
      path: "eks.region",
      message: "must be an AWS region",
      got: shown(region),
      hint:
        withoutZone === undefined ? 'name one such as "us-east-1"' : `write "${withoutZone}": zones go into network`,
    },
  ];
}

function nameProblems(name: string | undefined): readonly EksProblem[] {
  if (name === undefined || /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) return [];
  return [
    {
      rule: "eks/cluster-name",
      path: "eks.clusterName",
      message: "must be at most 100 letters, digits, dashes and underscores, first a letter or digit",
      got: shown(name),
    },
  ];
}

function retentionProblems(days: number | undefined): readonly EksProblem[] {
  if (days === undefined || retentionDays.includes(days)) return [];
  const longer = retentionDays.find((allowed) => allowed > days);
  return [
    {
      rule: "eks/log-retention",
      path: "eks.logRetentionDays",
      message: "is not a number of days that CloudWatch Logs knows",
      got: shown(days),
      allowed: retentionDays.map(String),
      ...(longer === undefined ? {} : { hint: `the next longer is ${longer}` }),
    },
  ];
}

function addOnProblems(name: string, version: string | undefined): readonly EksProblem[] {
  const path = `eks.addOnVersions.${name}`;
  if (!(eksAddons as readonly string[]).includes(name)) {
    const message = "is not an add-on that is made";
    return [{ rule: "eks/add-on", path, message, allowed: eksAddons, ...suggestion(name, eksAddons) }];
  }
  if (version === undefined || /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)) return [];
  return [
    {
      rule: "eks/add-on-version",
      path,
      message: "must be a version of an EKS add-on",
      got: shown(version),
      hint: 'list them with `aws eks describe-addon-versions`; one is such as "v1.20.4-eksbuild.2"',
    },
  ];
}
