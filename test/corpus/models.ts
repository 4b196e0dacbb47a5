import * as pulumi from "@pulumi/pulumi";
import type { ModelRef, Problem, ServerReference } from "@roadstead/core";
import { referenceProblems, referenceRules } from "@roadstead/core";
import {
  existingRegistryProblems,
  type ExistingModelRegistryArgs,
  modelRules,
  registrySizes,
} from "@roadstead/workloads";
import type { ModelRegistrySpec } from "../../packages/workloads/src/model-registry/config.js";
import { rightProblems } from "../../packages/workloads/src/model-registry/model-client.js";
import {
  type ModelChoice,
  modelReferenceProblems,
} from "../../packages/workloads/src/model-registry/model-reference.js";
import { registryProblems } from "../../packages/workloads/src/model-registry/validate.js";
import { namespaceClaimProblems } from "../../packages/workloads/src/parts/namespace-claim.js";
import type { ServerAccess } from "../../packages/workloads/src/parts/server-access.js";
import { type RuleCase, ruleCase } from "./rule-case.js";

export const rules = { ...modelRules, ...referenceRules };

// As a program without types may give them.
const ofName = (name: string) => registryProblems(name, {});
const ofSpec = (spec: object) => registryProblems("models", spec as ModelRegistrySpec);
const ofImage = (mlflow: string) => registryProblems("models", {}, { overrides: { mlflow } });
const ofExpose = (changes: object) => ofSpec({ expose: { ...exposed, ...changes } });
const ofModel = (model: string) => modelReferenceProblems(model, { alias: "champion" });
const ofChoice = (choice: object) => modelReferenceProblems("fraud", choice as ModelChoice);
const ofExisting = (args: object) => existingRegistryProblems(args as ExistingModelRegistryArgs);
const ofRight = (logins: ServerAccess["logins"]) => rightProblems("legacy", logins, "write");
const ofReference = (reference: ServerReference) => referenceProblems(reference, "onprem", "model");

const exposed = {
  host: "models.example.com",
  auth: "basic",
  tls: { certificate: "upstream" },
  via: { gateway: { name: "public", namespace: "gateways" }, from: { namespace: "envoy-gateway-system" } },
};
const login = { username: "reader", password: pulumi.secret("canary") };
const champion: ModelRef = {
  kind: "model",
  component: "models",
  cluster: "cloud",
  model: "fraud",
  alias: "champion",
  uri: "models:/fraud@champion",
};

/** Claims one namespace of a fresh cluster after another, and gives the problems of the last. */
function ofNamespaces(namespaces: readonly string[]): readonly Problem[] {
  const cluster = {};
  const claims = namespaces.map((namespace) =>
    namespaceClaimProblems(cluster, namespace, "model registry models", "models/duplicate"),
  );
  return claims.at(-1) ?? [];
}

const nameForm = (path: string, longest: number, got: string, rule: string) =>
  `${path}: must be at most ${longest} lower-case letters, digits and dashes, start with a letter and not end with a ` +
  `dash, got "${got}" [${rule}]`;

const takenNamespace = (path: string, got: string) =>
  `${path}: is a namespace of the cluster's own, and a component needs one for itself, got "${got}"; leave ` +
  "`namespace` out for one that is named like the component, or write another [models/namespace]";

const nameCases: readonly RuleCase[] = [
  ruleCase(ofName, {
    rule: "models/name",
    name: "a name with capitals",
    broken: "Models",
    valid: "models",
    message: nameForm("name", 30, "Models", "models/name"),
  }),
  ruleCase(ofName, {
    rule: "models/name",
    name: "a name of 31 letters",
    broken: "m".repeat(31),
    valid: "m".repeat(30),
    message: nameForm("name", 30, "m".repeat(31), "models/name"),
  }),
  ruleCase(ofSpec, {
    rule: "models/namespace",
    name: "a namespace with an underscore",
    broken: { namespace: "ml_models" },
    valid: { namespace: "ml-models" },
    message: nameForm("namespace", 30, "ml_models", "models/namespace"),
  }),
  ruleCase(ofName, {
    rule: "models/namespace",
    name: "a name that is that of Kubernetes' own namespace",
    broken: "kube-system",
    valid: "kubernetes-models",
    message: takenNamespace("name", "kube-system"),
  }),
  ruleCase(ofSpec, {
    rule: "models/namespace",
    name: "the namespace that everything else is in",
    broken: { namespace: "default" },
    valid: { namespace: "defaults" },
    message: takenNamespace("namespace", "default"),
  }),
  ruleCase(ofSpec, {
    rule: "models/shape",
    name: "a key that is misspelt",
    broken: { backups: { day: 7 } },
    valid: { backups: { days: 7 } },
    message: 'backups.day: is not a key here; allowed: days; did you mean "days"? [models/shape]',
  }),
  ruleCase(ofSpec, {
    rule: "models/shape",
    name: "a word for a flag",
    broken: { jobs: "false" },
    valid: { jobs: false },
    message: "jobs: is not true or false, got string [models/shape]",
  }),
  ruleCase(ofSpec, {
    rule: "models/shape",
    name: "null for what is left out",
    broken: { size: null },
    valid: { size: undefined },
    message: "size: is not a name or an object, got null [models/shape]",
  }),
  ruleCase(ofNamespaces, {
    rule: "models/duplicate",
    name: "a second registry of one name",
    broken: ["models", "models"],
    valid: ["models", "more-models"],
    message:
      'namespace: is that of model registry models on the same cluster, got "models"; give one of them another name, ' +
      "or another `namespace` [models/duplicate]",
  }),
  ruleCase(ofSpec, {
    rule: "models/metrics-from",
    name: "metrics from no namespace",
    broken: { metrics: { from: "Monitoring" } },
    valid: { metrics: { from: "monitoring" } },
    message: nameForm("metrics.from", 63, "Monitoring", "models/metrics-from"),
  }),
  ruleCase(ofSpec, {
    rule: "models/cluster-domain",
    name: "a domain with a dot in front",
    broken: { clusterDomain: ".cluster.local" },
    valid: { clusterDomain: "cluster.local" },
    message:
      'clusterDomain: is no DNS name in lower case, got ".cluster.local"; the domain after `svc.` in the names of the ' +
      'cluster: "cluster.local" [models/cluster-domain]',
  }),
];

const sizeCases: readonly RuleCase[] = [
  ruleCase(ofSpec, {
    rule: "models/size",
    name: "a size that is misspelt",
    broken: { size: "meduim" },
    valid: { size: "medium" },
    message: 'size: is no size, got "meduim"; allowed: small, medium, large; did you mean "medium"? [models/size]',
  }),
  ruleCase(ofSpec, {
    rule: "models/size",
    name: "no server at all",
    broken: { size: { ...registrySizes.small, replicas: 0 } },
    valid: { size: { ...registrySizes.small, replicas: 1 } },
    message: "size.replicas: is no whole number in its range, got 0; allowed: 1 to 10 [models/size]",
  }),
  ruleCase(ofSpec, {
    rule: "models/size",
    name: "CPUs in words",
    broken: { size: { ...registrySizes.small, cpu: ["half", "2"] } },
    valid: { size: { ...registrySizes.small, cpu: ["500m", "2"] } },
    message:
      'size.cpu: is no pair of CPU quantities, got ["half","2"]; what a server is sure to get and the most that it may ' +
      'use: ["500m", "2"] [models/size]',
  }),
  ruleCase(ofSpec, {
    rule: "models/restore",
    name: "a dump with its folders",
    broken: { restore: { dump: "dumps/mlflow/20261124T024700Z-nightly.dump" } },
    valid: { restore: { dump: "20261124T024700Z-nightly.dump", folder: "models-database/" } },
    message:
      'restore.dump: is no name of a dump, got "dumps/mlflow/20261124T024700Z-nightly.dump"; the file below ' +
      '`dumps/mlflow/`, without the folders: "20261124T024700Z-nightly.dump" [models/restore]',
  }),
  ruleCase(ofSpec, {
    rule: "models/schedule",
    name: "a schedule in words",
    broken: { garbage: { schedule: "@weekly" } },
    valid: { garbage: { schedule: "0 3 * * 0" } },
    message:
      'garbage.schedule: is no cron schedule of five fields in numbers, got "@weekly"; minute, hour, day, month, ' +
      'weekday: "17 2 * * *" is each night at 2:17 UTC [models/schedule]',
  }),
  ruleCase(ofSpec, {
    rule: "models/days",
    name: "garbage that is removed at once",
    broken: { garbage: { days: 0 } },
    valid: { garbage: { days: 1 } },
    message: "garbage.days: is no whole number of days in its range, got 0; allowed: 1 to 3650 [models/days]",
  }),
];

const floorMessage = (path: string, got: string) =>
  `${path}: is an MLflow that lets strangers past the login (CVE-2026-2614, CVE-2026-2652), got "${got}"; allowed: ` +
  "3.10.0 or newer [models/version-floor]";

const versionCases: readonly RuleCase[] = [
  ruleCase(ofSpec, {
    rule: "models/version",
    name: "a version with a letter",
    broken: { version: "v3.17.2" },
    valid: { version: "3.17.2" },
    message: 'version: is no release of MLflow, got "v3.17.2"; write three numbers: "3.17.2" [models/version]',
  }),
  ruleCase(ofSpec, {
    rule: "models/version-floor",
    name: "an MLflow with known holes",
    broken: { version: "3.9.2" },
    valid: { version: "3.10.0" },
    message: floorMessage("version", "3.9.2"),
  }),
  ruleCase(ofImage, {
    rule: "models/version-floor",
    name: "an image of an MLflow with known holes",
    broken: "registry.example.com/mlflow:v2.22.0-full",
    valid: "registry.example.com/mlflow:v3.17.2-full",
    message: floorMessage("images.overrides.mlflow", "2.22.0"),
  }),
];

const exposeCases: readonly RuleCase[] = [
  ruleCase(ofExpose, {
    rule: "models/expose-host",
    name: "a URL for a host",
    broken: { host: "https://models.example.com" },
    valid: { host: "models.example.com" },
    message:
      'expose.host: is no DNS name in lower case, got "https://models.example.com"; leave out scheme, port and path: ' +
      '"models.example.com" [models/expose-host]',
  }),
  ruleCase(ofExpose, {
    rule: "models/expose-auth",
    name: "a registry open to all",
    broken: { auth: "none" },
    valid: { auth: "basic" },
    message:
      'expose.auth: is no login that the server can ask for, and a server without one is not exposed, got "none"; ' +
      "allowed: basic [models/expose-auth]",
  }),
  ruleCase(ofExpose, {
    rule: "models/expose-tls",
    name: "a registry without TLS",
    broken: { tls: {} },
    valid: { tls: { certificate: "upstream" } },
    message:
      'expose.tls.certificate: is missing: nothing is exposed without TLS; say where it is: tls: { certificate: "upstream" } ' +
      'or { certificate: { secretName: "…" } } [models/expose-tls]',
  }),
  ruleCase(ofExpose, {
    rule: "models/expose-tls",
    name: "a certificate that the Gateway never sees",
    broken: { tls: { certificate: { secretName: "models-tls" } } },
    valid: {
      tls: { certificate: { secretName: "models-tls" } },
      via: { ingress: { className: "nginx" }, from: { namespace: "ingress-nginx" } },
    },
    message:
      "expose.tls.certificate: cannot be used: the certificate is that of the Gateway's listener, or of what the user " +
      'has in front; write "upstream" [models/expose-tls]',
  }),
  ruleCase(ofExpose, {
    rule: "models/expose-from",
    name: "traffic from everywhere",
    broken: { via: { own: true, from: { cidrs: ["0.0.0.0/0"] } } },
    valid: { via: { own: true, from: { cidrs: ["10.0.0.0/16"] } } },
    message:
      'expose.via.from.cidrs[0]: is everywhere: then the load balancer in front guards nothing, got "0.0.0.0/0"; name ' +
      "the addresses that the load balancer forwards from [models/expose-from]",
  }),
];

const referenceCases: readonly RuleCase[] = [
  ruleCase(ofModel, {
    rule: "models/model-name",
    name: "a model with its alias in the name",
    broken: "fraud@champion",
    valid: "fraud",
    message:
      'model: is no name of a registered model, got "fraud@champion"; leave out slashes, colons and @: an alias or a ' +
      "version goes into the second argument [models/model-name]",
  }),
  ruleCase(ofChoice, {
    rule: "models/model-choice",
    name: "an alias and a version",
    broken: { alias: "champion", version: 3 },
    valid: { version: 3 },
    message:
      'model: names both an alias and a version; write { alias: "champion" } or { version: 3 } [models/model-choice]',
  }),
  ruleCase(ofChoice, {
    rule: "models/model-version",
    name: "version 0",
    broken: { version: 0 },
    valid: { version: 1 },
    message: "version: is no version of a model, got 0; allowed: a whole number from 1 on [models/model-version]",
  }),
  ruleCase(ofChoice, {
    rule: "models/model-alias",
    name: "an alias with a dot",
    broken: { alias: "champion.eu" },
    valid: { alias: "champion-eu" },
    message:
      'alias: is no alias, got "champion.eu"; letters, digits, dashes and underscores, at most 255: "champion" [models/model-alias]',
  }),
  ruleCase(ofChoice, {
    rule: "models/model-alias",
    name: "an alias that reads like a version",
    broken: { alias: "v3" },
    valid: { version: 3 },
    message: 'alias: is what MLflow takes for a version, got "v3"; write { version: 3 } [models/model-alias]',
  }),
  ruleCase(ofChoice, {
    rule: "models/model-alias",
    name: "the alias that MLflow keeps",
    broken: { alias: "Latest" },
    valid: { alias: "newest" },
    message:
      'alias: is kept by MLflow for itself, got "Latest"; say which version serves by an alias of your own: "champion" ' +
      "[models/model-alias]",
  }),
  ruleCase(ofReference, {
    rule: "references/not-exposed",
    name: "a model of another cluster that answers nobody outside",
    broken: champion,
    valid: { ...champion, exposure: { url: "https://models.example.com", ca: "public" } },
    message:
      "model: is used on cluster onprem, but models answers inside of cluster cloud only; give models an `expose: " +
      "{ host, tls, auth, via }`, or use it on cloud [references/not-exposed]",
  }),
];

const existingCases: readonly RuleCase[] = [
  ruleCase(ofExisting, {
    rule: "models/existing-url",
    name: "a login sent in the clear",
    broken: { url: "http://mlflow.example.com", login },
    valid: { url: "https://mlflow.example.com", login },
    message:
      'url: is no https URL, and no http URL of a Service in a cluster, got "http://mlflow.example.com"; write ' +
      '"https://mlflow.example.com", and the login into `login` [models/existing-url]',
  }),
  ruleCase(ofExisting, {
    rule: "models/existing-url",
    name: "an ARN of something else",
    broken: { sageMaker: { arn: `${awsArn("s3")}:bucket` } },
    valid: { sageMaker: { arn: `${awsArn("sagemaker:eu-west-1:123456789012")}:mlflow-tracking-server/team` } },
    message:
      `sageMaker.arn: is no ARN of a managed MLflow, got "${awsArn("s3")}:bucket"; give the \`arn\` output of the ` +
      "tracking server or the app [models/existing-url]",
  }),
  ruleCase(ofExisting, {
    rule: "models/existing-login",
    name: "a server that asks for nothing",
    broken: { url: "https://mlflow.example.com" },
    valid: { url: "https://mlflow.example.com", login },
    message:
      'login: has no user and password, and no token; write { username: "reader", password: ' +
      'config.requireSecret("mlflowPassword") } [models/existing-login]',
  }),
  ruleCase(ofExisting, {
    rule: "models/plain-secret",
    name: "a password in plain text, without printing it",
    broken: { url: "https://mlflow.example.com", login: { username: "reader", password: "canary" } },
    valid: { url: "https://mlflow.example.com", login },
    message:
      'login.password: is a secret in plain text; give an Output: `config.requireSecret("mlflowPassword")` [models/plain-secret]',
  }),
  ruleCase(ofRight, {
    rule: "models/client-access",
    name: "a writer where there is none",
    broken: { read: login },
    valid: { read: login, write: login },
    message: 'access: is nothing that legacy has a login for, got "write"; allowed: read [models/client-access]',
  }),
];

/** Put together, for no partition of AWS stands in the sources. */
function awsArn(rest: string): string {
  return ["arn", "aws", rest].join(":");
}

export const cases: readonly RuleCase[] = [
  ...nameCases,
  ...sizeCases,
  ...versionCases,
  ...exposeCases,
  ...referenceCases,
  ...existingCases,
];
