import { shown } from "@roadstead/core";
import { parseCidr } from "./cidr.js";
import type { ClusterAccess, EksConfig } from "./config.js";
import type { EksProblem } from "./rules.js";
import { roleArnProblems } from "./validate-iam.js";
import { isPrivate } from "./validate-network.js";

/** Problems of who reaches the cluster, and with which roles. */
export function accessProblems(config: EksConfig<string>): readonly EksProblem[] {
  const { access, auth, region } = config;
  return [
    ...roleArnProblems(access.deployer, "eks.access.deployer", region),
    ...roleArnProblems(auth?.roleArn, "eks.auth.roleArn", region),
    ...(config.existing === undefined
      ? [...endpointProblems(config.access.endpoint), ...adminProblems(config.access, region)]
      : []),
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
  return endpoint.public.flatMap((cidr, index) =>
    publicCidrProblems(cidr, `${path}[${index}]`, endpoint.anywhere === true),
  );
}

function publicCidrProblems(text: string, path: string, anywhere: boolean): readonly EksProblem[] {
  const cidr = parseCidr(text);
  const got = shown(text);
  if (cidr === undefined) {
    const hint = 'one is such as "203.0.113.0/24"; a single address ends in /32';
    return [{ rule: "eks/endpoint-cidr", path, message: "must be an IPv4 CIDR", got, hint }];
  }
  if (isPrivate(cidr)) {
    const message = "is a private block, from which nobody reaches a public endpoint";
    const hint = "nodes and joined networks use the private endpoint, which is always there";
    return [{ rule: "eks/endpoint-private-range", path, message, got, hint }];
  }
  if (cidr.prefix > 0 || anywhere) return [];
  return [
    {
      rule: "eks/endpoint-anywhere",
      path,
      message: "opens the Kubernetes API to the whole internet",
      got,
      hint: "list the networks that need it, or say anywhere: true",
    },
  ];
}
