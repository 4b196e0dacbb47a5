import type { GkeAccess, GkeConfig } from "./config.js";
import { parseIpRange } from "./ip-range.js";
import type { GkeProblem } from "./rules.js";
import { cidrProblem } from "./validate-network.js";

const address = /^[^\s@:]+@[^\s@:]+\.[^\s@:]+$/;

// Nobody has more addresses than a /8; two halves of everything are everything.
const widestPrefix = 8;

/** Problems of who reaches the cluster, and how. */
export function accessProblems(access: GkeAccess): readonly GkeProblem[] {
  return [
    ...endpointProblems(access),
    ...privateNetworkProblems(access),
    ...access.admins.flatMap((member, index) => adminProblems(member, `gke.access.admins[${index}]`)),
    ...deployerProblems(access.deployer),
    ...securityGroupProblems(access.securityGroup),
  ];
}

function endpointProblems({ endpoint }: GkeAccess): readonly GkeProblem[] {
  if (endpoint === "private" || endpoint === "dns") return [];
  const path = "gke.access.endpoint";
  if (typeof endpoint !== "object" || !Array.isArray(endpoint.public) || endpoint.public.length === 0) {
    return [
      {
        rule: "gke/endpoint",
        path,
        message: "must say how the API server is reached",
        got: JSON.stringify(endpoint),
        allowed: ['"dns"', '"private"', '{ public: ["203.0.113.0/24"] }'],
      },
    ];
  }
  return endpoint.public.flatMap((range, index): readonly GkeProblem[] => {
    const parsed = parseIpRange(range);
    if (parsed === undefined) return [cidrProblem(`${path}.public[${index}]`, range)];
    if (parsed.prefix >= widestPrefix || endpoint.anywhere === true) return [];
    return [
      {
        rule: "gke/endpoint-anywhere",
        path: `${path}.public[${index}]`,
        message:
          parsed.prefix === 0
            ? "opens the API server to everyone"
            : "opens the API server to a part of the whole internet",
        got: JSON.stringify(range),
        hint: 'name your own ranges, use "dns", or say anywhere: true where it is meant',
      },
    ];
  });
}

function privateNetworkProblems({ endpoint, privateNetworks }: GkeAccess): readonly GkeProblem[] {
  if (privateNetworks === undefined) return [];
  const path = "gke.access.privateNetworks";
  if (endpoint !== "private") {
    const hint = 'leave it out, or write endpoint: "private"';
    return [{ rule: "gke/private-networks", path, message: "counts for a private endpoint only", hint }];
  }
  return privateNetworks.flatMap((range, index) =>
    parseIpRange(range) === undefined ? [cidrProblem(`${path}[${index}]`, range)] : [],
  );
}

function adminProblems(member: string, path: string): readonly GkeProblem[] {
  if (isMember(member, ["user", "group", "serviceAccount"])) return [];
  return [
    {
      rule: "gke/member",
      path,
      message: "must be user:, group: or serviceAccount: and an address",
      got: JSON.stringify(member),
      ...(address.test(member) ? { hint: `did you mean "${kindOf(member)}:${member}"?` } : {}),
    },
  ];
}

function deployerProblems(member: string): readonly GkeProblem[] {
  if (isMember(member, ["user", "serviceAccount"])) return [];
  return [
    {
      rule: "gke/deployer",
      path: "gke.access.deployer",
      message: "must be the one account that runs `pulumi up`: user: or serviceAccount: and its address",
      got: JSON.stringify(member),
      ...(address.test(member) ? { hint: `did you mean "${kindOf(member)}:${member}"?` } : {}),
    },
  ];
}

function isMember(member: string, kinds: readonly string[]): boolean {
  const colon = member.indexOf(":");
  return kinds.includes(member.slice(0, Math.max(0, colon))) && address.test(member.slice(colon + 1));
}

function kindOf(email: string): string {
  return email.endsWith(".gserviceaccount.com") ? "serviceAccount" : "user";
}

function securityGroupProblems(group: string | undefined): readonly GkeProblem[] {
  if (group === undefined || (group.startsWith("gke-security-groups@") && address.test(group))) return [];
  return [
    {
      rule: "gke/security-group",
      path: "gke.access.securityGroup",
      message: "must be gke-security-groups@ and your domain; GKE takes no other name",
      got: JSON.stringify(group),
    },
  ];
}

/** Problems of how the exec plugin signs in and of the service accounts that the factory names. */
export function authProblems({ auth = {}, iam = {} }: GkeConfig<string>): readonly GkeProblem[] {
  const problems: GkeProblem[] = [];
  if (
    auth.applicationDefaultCredentials === true &&
    (auth.configuration ?? auth.impersonateServiceAccount) !== undefined
  ) {
    problems.push({
      rule: "gke/auth-identity",
      path: "gke.auth.applicationDefaultCredentials",
      message: "makes the plugin pass over gcloud, so a configuration and an account to act as would not count",
      hint: "leave it out, or set up the impersonation in the Application Default Credentials",
    });
  }
  const accounts: (readonly [path: string, account: unknown])[] = [
    ["gke.auth.impersonateServiceAccount", auth.impersonateServiceAccount],
    ["gke.iam.nodeServiceAccount", iam.nodeServiceAccount],
  ];
  for (const [path, account] of accounts) {
    if (typeof account !== "string" || /^[^\s@:]+@[^\s@:]+\.gserviceaccount\.com$/.test(account)) continue;
    problems.push({
      rule: "gke/service-account",
      path,
      message: "must be the address of a service account",
      got: JSON.stringify(account),
      hint: "it ends in .gserviceaccount.com and has no serviceAccount: in front",
    });
  }
  return problems;
}

/** Problems of a key of the user's own. GKE takes one in the cluster's region only. */
export function keyProblems(kmsKey: unknown, region: string): readonly GkeProblem[] {
  if (typeof kmsKey !== "string") return [];
  const location = /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/.exec(kmsKey)?.[1];
  if (location === region) return [];
  return [
    {
      rule: "gke/kms-key",
      path: "gke.encryption.kmsKey",
      message: location === undefined ? "must be the full id of a key" : `must be a key in ${region}`,
      got: JSON.stringify(kmsKey),
      hint: `write it as projects/<project>/locations/${region}/keyRings/<ring>/cryptoKeys/<key>`,
    },
  ];
}
