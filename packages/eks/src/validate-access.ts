import { shown } from "@roadstead/core";
import { formatCidr, networkOf, parseCidr } from "./cidr.js";
import type { ClusterAccess, EksConfig } from "./config.js";
import type { EksProblem } from "./rules.js";
import { roleArnProblems } from "./validate-iam.js";
import { isPrivate } from "./validate-network.js";

// Nobody has more addresses than a /8; two halves of everything are everything.
const widestPrefix = 8;

// https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html
const mostPublicCidrs = 40;

/** Problems of who reaches the cluster, and with which roles. */
export function accessProblems(config: EksConfig<string>): readonly EksProblem[] {
  const { access, auth, region } = config;
  return [
    ...roleArnProblems(access.deployer, "eks.access.deployer", region),
    ...roleArnProblems(auth?.roleArn, "eks.auth.roleArn", region),
    ...(config.existing === undefined
      ? [
          ...endpointProblems(config.access.endpoint),
          ...adminProblems(config.access, region),
          ...authRoleProblems(auth?.roleArn, config.access),
        ]
      : []),
  ];
}

/** A role without access would be told "Unauthorized" once the cluster is made, a quarter of an hour later. */
function authRoleProblems(roleArn: unknown, { admins, deployer }: ClusterAccess): readonly EksProblem[] {
  const roles: readonly unknown[] = [deployer, ...admins];
  if (typeof roleArn !== "string" || roles.includes(roleArn)) return [];
  // One that only an Output knows may be this role.
  if (roles.some((role) => typeof role !== "string")) return [];
  const hint = "take the deployer, name the role among the admins, or leave it out";
  return [
    {
      rule: "eks/auth-role",
      path: "eks.auth.roleArn",
      message: "has no access to the cluster",
      got: shown(roleArn),
      hint,
    },
  ];
}

function adminProblems({ admins, deployer }: ClusterAccess, region: string): readonly EksProblem[] {
  return admins.flatMap((admin, index) => {
    const path = `eks.access.admins[${index}]`;
    const shape = roleArnProblems(admin, path, region);
    if (shape.length > 0 || typeof admin !== "string") return shape;
    if (![deployer, ...admins.slice(0, index)].includes(admin)) return [];
    const hint = admin === deployer ? "the deployer has full access already" : "leave it out";
    return [{ rule: "eks/access-duplicate" as const, path, message: "has access already", got: shown(admin), hint }];
  });
}

function endpointProblems(endpoint: ClusterAccess["endpoint"]): readonly EksProblem[] {
  if (endpoint === "private") return [];
  const path = "eks.access.endpoint.public";
  if (endpoint.public.length === 0) {
    const hint = 'list the CIDRs that reach it, or write endpoint: "private"';
    return [{ rule: "eks/endpoint-empty", path, message: "lets nobody in", hint }];
  }
  return [
    ...countProblems(endpoint.public, path),
    ...endpoint.public.flatMap((cidr, index) =>
      publicCidrProblems(cidr, `${path}[${index}]`, endpoint.anywhere === true),
    ),
  ];
}

function countProblems(cidrs: readonly string[], path: string): readonly EksProblem[] {
  if (cidrs.length <= mostPublicCidrs) return [];
  const got = String(cidrs.length);
  return [
    { rule: "eks/endpoint-count", path, message: "has too many blocks", got, allowed: [`up to ${mostPublicCidrs}`] },
  ];
}

function publicCidrProblems(text: string, path: string, anywhere: boolean): readonly EksProblem[] {
  const cidr = parseCidr(text);
  const got = shown(text);
  if (cidr === undefined) {
    const hint = 'one is such as "203.0.113.0/24"; a single address ends in /32';
    return [{ rule: "eks/endpoint-cidr", path, message: "must be an IPv4 CIDR", got, hint }];
  }
  const block = networkOf(cidr);
  if (block.address !== cidr.address) {
    const hint = `write "${formatCidr(block)}"`;
    return [{ rule: "eks/endpoint-cidr", path, message: "has bits beyond its prefix", got, hint }];
  }
  if (isPrivate(cidr)) {
    const message = "is a private block, from which nobody reaches a public endpoint";
    const hint = "nodes and joined networks use the private endpoint, which is always there";
    return [{ rule: "eks/endpoint-private-range", path, message, got, hint }];
  }
  if (cidr.prefix >= widestPrefix || anywhere) return [];
  return [
    {
      rule: "eks/endpoint-anywhere",
      path,
      message: `opens the Kubernetes API to ${cidr.prefix === 0 ? "the whole" : "a large part of the"} internet`,
      got,
      hint: "list the networks that need it, or say anywhere: true",
    },
  ];
}
