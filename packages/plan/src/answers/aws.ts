import type { WireMap } from "../wire/wire-value.js";
import { withoutWireSecret, wireUnknown } from "../wire/wire-value.js";
import type { Builtin, BuiltinContext } from "./builtin.js";

const placeholderAccount = "000000000000";

/** AWS functions whose answer follows from the region, or is a placeholder that says so. */
export const awsAnswers: Readonly<Record<string, Builtin>> = {
  "aws:index/getRegion:getRegion": (args, context) => {
    const region = regionOf(args, context);
    if (region === undefined) return undefined;
    const endpoint = `ec2.${region}.${dnsSuffix(partitionOf(region))}`;
    return { result: { id: region, name: region, region, endpoint, description: wireUnknown } };
  },
  "aws:index/getPartition:getPartition": (args, context) => {
    const region = regionOf(args, context);
    if (region === undefined) return undefined;
    const partition = partitionOf(region);
    const suffix = dnsSuffix(partition);
    const reverse = suffix.split(".").reverse().join(".");
    return { result: { id: partition, partition, dnsSuffix: suffix, reverseDnsPrefix: reverse } };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, context) => {
    const region = regionOf(args, context);
    if (region === undefined) return undefined;
    const names = ["a", "b", "c"].map((letter) => region + letter);
    return {
      result: { ...args, id: region, region, names, groupNames: [region], zoneIds: wireUnknown },
      assumption: `zones ${names.join(", ")} assumed`,
    };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": (args, context) => {
    const region = regionOf(args, context);
    if (region === undefined) return undefined;
    const arn = `arn:${partitionOf(region)}:iam::${placeholderAccount}:user/plan`;
    return {
      result: { id: placeholderAccount, accountId: placeholderAccount, arn, userId: wireUnknown },
      assumption: `account ${placeholderAccount} assumed`,
    };
  },
};

function regionOf(args: WireMap, context: BuiltinContext): string | undefined {
  for (const value of [args["region"], context.providerInputs?.["region"], context.config["aws:region"]]) {
    const region = withoutWireSecret(value);
    if (typeof region === "string" && region !== "" && region !== wireUnknown) return region;
  }
  return undefined;
}

/** AWS partition of a region, by AWS's own prefixes. */
function partitionOf(region: string): string {
  const partitions: readonly (readonly [prefix: string, partition: string])[] = [
    ["us-gov-", "aws-us-gov"],
    ["cn-", "aws-cn"],
    ["eusc-", "aws-eusc"],
    ["us-isob-", "aws-iso-b"],
    ["us-isof-", "aws-iso-f"],
    ["us-iso-", "aws-iso"],
    ["eu-isoe-", "aws-iso-e"],
  ];
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

// Source: botocore's endpoints.json, `dnsSuffix` of each partition.
function dnsSuffix(partition: string): string {
  const suffixes: Readonly<Record<string, string>> = {
    "aws-cn": "amazonaws.com.cn",
    "aws-eusc": "amazonaws.eu",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
  };
  return suffixes[partition] ?? "amazonaws.com";
}
