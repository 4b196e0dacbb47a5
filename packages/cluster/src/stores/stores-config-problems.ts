import * as pulumi from "@pulumi/pulumi";
import { isPlainObject, type KeysOf, membersOf, type Problem, unknownKeys } from "@roadstead/core";
import type { ClusterRule } from "../rules.js";
import { isPrefix, prefixFault } from "./grant-problems.js";
import { ipVersion } from "./ip-address.js";
import type {
  AdministeredServer,
  ExistingLogin,
  ExistingObjectStore,
  ExistingServer,
  InClusterStore,
  PreparedServer,
} from "./stores-config.js";

/**
 * Everything wrong with a factory's `stores`, where they are not a cloud's own.
 *
 * @param path where it stands in the factory: `k3s.stores`
 */
export function storesConfigProblems(stores: unknown, path: string): readonly Problem[] {
  if (stores === undefined) return [];
  if (!isPlainObject(stores)) return [shapeProblem(path)];
  const { objectStore, database } = stores;
  return [
    ...unknownKeys("cluster/stores-key", path, stores, { objectStore: true, database: true }),
    ...placeProblems(objectStore, `${path}.objectStore`, objectStoreProblems),
    ...placeProblems(database, `${path}.database`, databaseProblems),
  ];
}

type Members = Readonly<Record<string, unknown>>;

function placeProblems(
  place: unknown,
  path: string,
  existing: (place: Members, path: string) => readonly Problem[],
): readonly Problem[] {
  if (place === undefined) return [];
  if (!isPlainObject(place)) return [shapeProblem(path)];
  return "inCluster" in place ? inClusterProblems(place, path) : existing(place, path);
}

const inClusterKeys: KeysOf<InClusterStore["inCluster"]> = { storageClass: true };

function inClusterProblems(place: Members, path: string): readonly Problem[] {
  const { inCluster } = place;
  const { storageClass } = membersOf(inCluster);
  return [
    ...unknownKeys("cluster/stores-key", path, place, { inCluster: true }),
    ...(isPlainObject(inCluster) ? [] : [shapeProblem(`${path}.inCluster`)]),
    ...unknownKeys("cluster/stores-key", `${path}.inCluster`, inCluster, inClusterKeys),
    ...(storageClass === undefined || isObjectName(storageClass)
      ? []
      : [
          problem("cluster/stores-storage-class", `${path}.inCluster.storageClass`, {
            message: "is no name of a Kubernetes object",
            got: JSON.stringify(storageClass),
            hint: "name one of `kubectl get storageclass`",
          }),
        ]),
  ];
}

const objectStoreKeys: KeysOf<ExistingObjectStore> = {
  endpoint: true,
  bucket: true,
  region: true,
  prefix: true,
  accessKeyId: true,
  secretAccessKey: true,
  cidrs: true,
};

function objectStoreProblems(place: Members, path: string): readonly Problem[] {
  const { endpoint, bucket, prefix, accessKeyId, secretAccessKey, cidrs } = place;
  return [
    ...unknownKeys("cluster/stores-key", path, place, objectStoreKeys),
    ...endpointProblems(endpoint, `${path}.endpoint`),
    ...(isBucketName(bucket)
      ? []
      : [
          problem("cluster/stores-bucket", `${path}.bucket`, {
            message: bucket === undefined ? "is missing" : "is no name of a bucket",
            ...(bucket === undefined ? {} : { got: JSON.stringify(bucket) }),
            hint: "3 to 63 lower-case letters, digits, dashes and dots, a letter or digit at both ends, and no IP address",
          }),
        ]),
    ...(prefix === undefined || prefix === "" || isPrefix(prefix)
      ? []
      : [problem("cluster/store-prefix", `${path}.prefix`, prefixFault(prefix))]),
    ...missingProblems(accessKeyId, `${path}.accessKeyId`),
    ...secretProblems(secretAccessKey, `${path}.secretAccessKey`),
    ...cidrProblems(cidrs, `${path}.cidrs`),
  ];
}

const serverKeys: KeysOf<ExistingServer> = { host: true, port: true, sslMode: true, cidrs: true };
const adminKeys: KeysOf<AdministeredServer> = { user: true, password: true, adminDatabase: true, logins: true };
const preparedKeys: KeysOf<PreparedServer> = adminKeys;
const loginKeys: KeysOf<ExistingLogin> = { database: true, user: true, password: true };
const sslModes = ["require", "disable"];

function databaseProblems(place: Members, path: string): readonly Problem[] {
  const { host, port, sslMode, user, password, logins, cidrs } = place;
  const problems: Problem[] = [
    ...unknownKeys("cluster/stores-key", path, place, { ...serverKeys, ...adminKeys, ...preparedKeys }),
    ...cidrProblems(cidrs, `${path}.cidrs`),
  ];
  if (!isHost(host)) {
    problems.push(
      problem("cluster/stores-host", `${path}.host`, {
        message: host === undefined ? "is missing" : "is no name or address of a host",
        ...(host === undefined ? {} : { got: JSON.stringify(host) }),
        hint: 'leave out scheme, user and port: "db.example.com"',
      }),
    );
  }
  if (port !== undefined && !(Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65_535)) {
    problems.push(
      problem("cluster/stores-host", `${path}.port`, {
        message: "is no port",
        got: JSON.stringify(port) ?? "undefined",
        allowed: ["1 to 65535"],
      }),
    );
  }
  if (sslMode !== undefined && !sslModes.includes(sslMode as string)) {
    problems.push(
      problem("cluster/stores-ssl-mode", `${path}.sslMode`, {
        message:
          sslMode === "verify-full" ? "is not yet supported: no pod gets the authority" : "is no mode that is taken",
        got: JSON.stringify(sslMode),
        allowed: sslModes,
      }),
    );
  }
  if (logins === undefined) return [...problems, ...loginProblems({ user, password }, path)];
  if (user !== undefined || password !== undefined) {
    problems.push(
      problem("cluster/stores-login", `${path}.logins`, {
        message: "stands beside an administrator, and one of the two makes the other useless",
        hint: "give user and password, or logins",
      }),
    );
  }
  return [
    ...problems,
    ...Object.entries(membersOf(logins)).flatMap(([name, login]) => [
      ...unknownKeys("cluster/stores-key", `${path}.logins.${name}`, login, loginKeys),
      ...loginProblems(membersOf(login), `${path}.logins.${name}`),
      ...loginNameProblems(membersOf(login), `${path}.logins.${name}`),
    ]),
  ];
}

function loginProblems({ user, password }: Members, path: string): readonly Problem[] {
  return [...missingProblems(user, `${path}.user`), ...secretProblems(password, `${path}.password`)];
}

function missingProblems(value: unknown, path: string): readonly Problem[] {
  if (pulumi.Output.isInstance(value) || (typeof value === "string" && value !== "")) return [];
  return [problem("cluster/stores-login", path, { message: "is missing" })];
}

// Also "user@server", as Azure has them; nothing that the shell of a dump would take for something else.
const loginForm = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+-]{0,127}$/u;

/** Names of what somebody else made: known before `up`, since the scripts of dumps have them. */
function loginNameProblems(login: Members, path: string): readonly Problem[] {
  return ["database", "user"]
    .map((key) => ({ at: `${path}.${key}`, name: login[key] }))
    .filter(({ name }) => name !== undefined && name !== "" && !(typeof name === "string" && loginForm.test(name)))
    .map(({ at, name }) =>
      problem("cluster/stores-login", at, {
        message: "is no name that is taken",
        got: pulumi.Output.isInstance(name) ? "an Output" : (JSON.stringify(name) ?? "undefined"),
        hint: "a plain text of letters, digits, underscores, dots, dashes, pluses and @",
      }),
    );
}

/** A secret in plain text stands in the program, and in what the program is kept in. The message never shows it. */
function secretProblems(value: unknown, path: string): readonly Problem[] {
  if (value === undefined) return [problem("cluster/stores-login", path, { message: "is missing" })];
  if (pulumi.Output.isInstance(value)) return [];
  return [
    problem("cluster/plain-secret", path, {
      message: "is a secret in plain text",
      hint: 'give an Output, such as `config.requireSecret("…")`',
    }),
  ];
}

function endpointProblems(endpoint: unknown, path: string): readonly Problem[] {
  const url = typeof endpoint === "string" && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isBare =
    url !== undefined &&
    ["http:", "https:"].includes(url.protocol) &&
    url.pathname === "/" &&
    `${url.search}${url.hash}${url.username}${url.password}` === "";
  if (!isBare) {
    return [
      problem("cluster/stores-endpoint", path, {
        message: endpoint === undefined ? "is missing" : "is no address of an S3-compatible store",
        // An address may hold a login.
        ...(typeof endpoint === "string" && !endpoint.includes("@") ? { got: JSON.stringify(endpoint) } : {}),
        hint: 'write scheme, host and port alone: "https://s3.example.com:9000"',
      }),
    ];
  }
  if (url.protocol === "https:" || isPrivate(url.hostname)) return [];
  return [
    problem("cluster/stores-endpoint", path, {
      message: "is spoken to without TLS at a host outside of the cluster and of private networks",
      got: JSON.stringify(endpoint),
      hint: `use "https://${url.host}"`,
    }),
  ];
}

/** Names of the cluster's own services, and addresses that no router of the internet passes on. */
function isPrivate(host: string): boolean {
  if (ipVersion(host) === 0) return /\.svc(\.[a-z0-9.-]+)?$/.test(host) || /\.(internal|local|lan)$/.test(host);
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host);
}

function cidrProblems(cidrs: unknown, path: string): readonly Problem[] {
  if (cidrs === undefined) return [];
  const given: readonly unknown[] = Array.isArray(cidrs) ? cidrs : [cidrs];
  return given
    .map((cidr, index) => ({ cidr, at: `${path}[${index}]` }))
    .filter(({ cidr }) => typeof cidr !== "string" || !isCidr(cidr))
    .map(({ cidr, at }) =>
      problem("cluster/stores-cidr", at, {
        message: "is no range of addresses",
        got: JSON.stringify(cidr) ?? "undefined",
        hint: 'write "203.0.113.0/24"',
      }),
    );
}

function isCidr(text: string): boolean {
  const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = ipVersion(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

function isBucketName(bucket: unknown): boolean {
  return (
    typeof bucket === "string" &&
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
    !bucket.includes("..") &&
    ipVersion(bucket) === 0
  );
}

function isHost(host: unknown): boolean {
  return typeof host === "string" && (ipVersion(host) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(host));
}

function isObjectName(name: unknown): boolean {
  return typeof name === "string" && name.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
}

function shapeProblem(path: string): Problem {
  return problem("cluster/stores-shape", path, { message: "is no object with members" });
}

function problem(rule: ClusterRule, path: string, rest: Omit<Problem, "rule" | "path">): Problem {
  return { rule, path, ...rest };
}
