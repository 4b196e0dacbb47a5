import { fakeCluster } from "@roadstead/cluster/testing";
import { formatProblem, type Problem } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import {
  ExistingFeatureStore,
  FeatureStore,
  featureRules,
  type FeatureStoreSpec,
  InvalidWorkloadError,
} from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { featureStoreProblems } from "../../../../packages/workloads/src/feature-store/feature-store-problems.js";
import { clusterSpec, definitions, minimal } from "./planned-store.js";

/** One broken spec for each rule, the nearest that is taken, and what the user reads. */
interface Case {
  readonly broken: unknown;
  readonly mended: FeatureStoreSpec;
  readonly message: string;
}

const commit = "0123456789abcdef0123456789abcdef01234567";
const git = { url: "https://git.example.com/ml/features.git", commit };
const oidc = {
  kind: "oidc",
  discoveryUrl: "https://login.example.com/.well-known/openid-configuration",
  audience: "features",
  issuer: "https://login.example.com",
} as const;
const expose = {
  host: "features.example.com",
  tls: { certificate: "upstream" },
  auth: "oidc",
  via: { own: true, from: { cidrs: ["203.0.113.0/24"] } },
} as const;

const cases: Readonly<Record<string, Case>> = {
  "features/namespace": {
    broken: { ...minimal, namespace: "Features" },
    mended: { ...minimal, namespace: "features" },
    message:
      'namespace: must be at most 30 lower-case letters, digits and dashes, start with a letter and not end with a dash, got "Features"',
  },
  "features/shape": {
    broken: { ...minimal, deletionProtection: "false" },
    mended: { ...minimal, deletionProtection: false },
    message: "deletionProtection: is not true or false, got string",
  },
  "features/project": {
    broken: { ...minimal, project: "my-shop" },
    mended: { ...minimal, project: "my_shop" },
    message:
      'project: must be at most 30 lower-case letters, digits and underscores, and start with a letter, got "my-shop"',
  },
  "features/repository": {
    broken: { repository: { files: { "a.py": definitions }, git } },
    mended: { repository: { git } },
    message: "repository: is given in one way, and in one only, got files and git; allowed: files, image, git",
  },
  "features/repository-file": {
    broken: { repository: { files: { "../drivers.py": definitions } } },
    mended: { repository: { files: { "views/drivers.py": definitions } } },
    message:
      'repository.files["../drivers.py"]: is no path of a file in the repository; relative, with letters, digits, dots, dashes and underscores: "views/drivers.py"',
  },
  "features/repository-size": {
    broken: { repository: { files: { "drivers.py": "#".repeat(901 * 1024) } } },
    mended: { repository: { files: { "drivers.py": "#".repeat(900 * 1024) } } },
    message:
      "repository.files: are too large for a ConfigMap, got 901 KiB; allowed: up to 900 KiB; give the repository as an image or as a commit",
  },
  "features/repository-image": {
    broken: { repository: { image: "registry.example.com/features:latest" } },
    mended: { repository: { image: "registry.example.com/features:1.2" } },
    message:
      'repository.image: must be an image with a fixed tag or a digest, got "registry.example.com/features:latest"; write "registry/name:tag" or "registry/name@sha256:…", and no "latest"',
  },
  "features/repository-commit": {
    broken: { repository: { git: { ...git, commit: "main" } } },
    mended: { repository: { git } },
    message:
      'repository.git.commit: is no whole commit, and anything else moves, got "main"; write the 40 digits that `git rev-parse <branch>` prints',
  },
  "features/auth": {
    broken: { ...minimal, auth: { kind: "kubernets" } },
    mended: { ...minimal, auth: { kind: "kubernetes" } },
    message:
      'auth.kind: is no way in which callers are known, got "kubernets"; allowed: kubernetes, oidc, no_auth; did you mean "kubernetes"?',
  },
  "features/auth-oidc": {
    broken: { ...minimal, auth: { ...oidc, audience: undefined } },
    mended: { ...minimal, auth: oidc },
    message:
      "auth.audience: is missing, and Feast checks it only where it is given, got undefined; write the `aud` that the provider puts into its tokens",
  },
  "features/no-auth": {
    broken: { ...minimal, auth: { kind: "no_auth" } },
    mended: { ...minimal, auth: { kind: "no_auth", allowUnauthenticated: true } },
    message:
      'auth: lets everyone who reaches a server read, push and delete; leave it out for the tokens of pods, or say so: { kind: "no_auth", allowUnauthenticated: true }',
  },
  "features/redis-url": {
    broken: { ...minimal, onlineStore: { url: "redis://:hunter2@cache:6379" } },
    mended: { ...minimal, onlineStore: { url: "redis://cache:6379" } },
    message:
      'onlineStore.url: is no URL of Redis without credentials and path; write "rediss://cache.example.com:6379", and the password as `password`; or "postgres"',
  },
  "features/secret": {
    broken: { ...minimal, onlineStore: { url: "redis://cache:6379", password: "hunter2" } },
    mended: { ...minimal, onlineStore: { url: "redis://cache:6379" } },
    message: 'onlineStore.password: is a secret in plain text; give an Output: `config.requireSecret("redisPassword")`',
  },
  "features/offline-store": {
    broken: { ...minimal, offline: { store: { type: "postgres", password: "hunter2" } } },
    mended: { ...minimal, offline: { store: { type: "bigquery", dataset: "features" } } },
    message:
      "offline.store.password: would stand in a ConfigMap in plain text; use a store that signs in with what the pod is: its ServiceAccount",
  },
  "features/size": {
    broken: { ...minimal, size: "smal" },
    mended: { ...minimal, size: "small" },
    message: 'size: is no name of a size, got "smal"; allowed: small, medium, large; did you mean "small"?',
  },
  "features/schedule": {
    broken: { ...minimal, materialization: { schedule: "every hour" } },
    mended: { ...minimal, materialization: { schedule: "*/15 * * * *" } },
    message:
      'materialization.schedule: is no schedule of a CronJob, got "every hour"; five fields, minute first: "*/15 * * * *"',
  },
  "features/expose-host": {
    broken: { ...minimal, auth: oidc, expose: { ...expose, host: "https://features.example.com" } },
    mended: { ...minimal, auth: oidc, expose },
    message:
      'expose.host: is no DNS name in lower case, got "https://features.example.com"; leave out scheme, port and path: "models.example.com"',
  },
  "features/expose-auth": {
    broken: { ...minimal, expose },
    mended: { ...minimal, auth: oidc, expose },
    message:
      'auth: knows no caller from outside of the cluster, and it is exposed, got "kubernetes"; give auth: { kind: "oidc", discoveryUrl, audience, issuer }',
  },
  "features/expose-tls": {
    broken: { ...minimal, auth: oidc, expose: { ...expose, tls: {} } },
    mended: { ...minimal, auth: oidc, expose },
    message:
      'expose.tls.certificate: is missing: nothing is exposed without TLS; say where it is: tls: { certificate: "upstream" } or { certificate: { secretName: "…" } }',
  },
  "features/expose-from": {
    broken: { ...minimal, auth: oidc, expose: { ...expose, via: { own: true, from: { cidrs: ["0.0.0.0/0"] } } } },
    mended: { ...minimal, auth: oidc, expose },
    message:
      'expose.via.from.cidrs[0]: is everywhere: then the load balancer in front guards nothing, got "0.0.0.0/0"; name the addresses that the load balancer forwards from',
  },
};

/** Rules of names, and of what is no feature store's own spec; tested below. */
const elsewhere = ["features/name", "features/view-name", "features/url"];

/** The problems that a program's components throw, and how many resources were asked for before. */
async function refusals(program: (cluster: ReturnType<typeof fakeCluster>) => void) {
  let problems: readonly Problem[] = [];
  const plan = await planProgram(() => {
    const cluster = fakeCluster("cloud", clusterSpec);
    try {
      program(cluster);
    } catch (error) {
      if (!(error instanceof InvalidWorkloadError)) throw error;
      problems = error.problems;
    }
  });
  expect(plan.exit).toEqual({ reason: "finished", code: 0 });
  const made = plan.resources.filter(({ kind, type }) => kind === "custom" && type.startsWith("kubernetes:"));
  return { problems, made: made.map(({ name }) => name) };
}

/** The same for many specs in one program, each on a cluster of its own. */
async function refusalsOfAll(specs: readonly (readonly [rule: string, spec: unknown])[]) {
  const problems: Record<string, readonly Problem[]> = {};
  const { made } = await refusals(() => {
    for (const [index, [rule, spec]] of specs.entries()) {
      const cluster = fakeCluster(`cloud-${index}`, clusterSpec);
      problems[rule] = [];
      try {
        new FeatureStore(`features-${index}`, { cluster, project: "shop", ...(spec as FeatureStoreSpec) });
      } catch (error) {
        if (!(error instanceof InvalidWorkloadError)) throw error;
        problems[rule] = error.problems;
      }
    }
  });
  return { problems, made };
}

const refusalsOf = (spec: unknown, name = "features") =>
  refusals((cluster) => new FeatureStore(name, { cluster, ...(spec as FeatureStoreSpec) }));

describe("arguments of a feature store", () => {
  it("has a case for every rule", () => {
    expect([...Object.keys(cases), ...elsewhere].sort()).toEqual(Object.keys(featureRules).sort());
  });

  it("are refused where they are broken, with the reason, before anything is made", async () => {
    const { problems, made } = await refusalsOfAll(Object.entries(cases).map(([rule, { broken }]) => [rule, broken]));
    const messages = Object.entries(problems).map(([rule, found]) => [rule, found.map(formatProblem)]);
    expect(messages).toEqual(Object.entries(cases).map(([rule, { message }]) => [rule, [`${message} [${rule}]`]]));
    expect(made).toEqual([]);
  });

  it("are taken where they are the nearest that is right", async () => {
    const found: (readonly Problem[])[] = [];
    await refusals((cluster) => {
      for (const { mended } of Object.values(cases))
        found.push(featureStoreProblems("features", { cluster, ...mended }));
    });
    expect(found.map((problems) => problems.map(formatProblem))).toEqual(Object.keys(cases).map(() => []));
  });

  it("are of the kind that their key takes, and of keys that there are, from a program without types too", async () => {
    const spec = { ...minimal, onlinestore: "redis", auth: null, registry: { rest: "false" }, materialization: true };
    const { problems } = await refusalsOf(spec);
    expect(problems.map(formatProblem)).toEqual([
      "auth: is not an object, got null [features/shape]",
      "materialization: is not false or an object, got boolean [features/shape]",
      expect.stringMatching(/^onlinestore: is not a key here; .* did you mean "onlineStore"\? \[features\/shape\]$/),
      "registry.rest: is not true or false, got string [features/shape]",
    ]);
  });

  it("leave the namespaces of the cluster alone, which the policies would cut off", async () => {
    const { problems } = await refusalsOf({ ...minimal, namespace: "kube-system" });
    expect(problems.map(({ rule, path }) => [rule, path])).toEqual([["features/namespace", "namespace"]]);
    expect((await refusalsOf(minimal, "default")).problems.map(({ path }) => path)).toEqual(["name"]);
  });

  it("never prints a secret", async () => {
    const spec = {
      repository: {
        git: { ...git, url: "https://deploy:hunter2@git.example.com/f.git", credentials: { token: "hunter2" } },
      },
      onlineStore: { url: "redis://:hunter2@cache", password: "hunter2" },
      offline: { store: { type: "x", password: "hunter2" } },
    };
    const { problems } = await refusalsOf(spec);
    expect(problems.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("reports all problems at once", async () => {
    const { problems } = await refusalsOf({ repository: {}, size: "tiny", project: "1" }, "Features");
    expect(problems.map(({ rule }) => rule)).toEqual([
      "features/name",
      "features/project",
      "features/repository",
      "features/size",
    ]);
  });

  it("refuses a second feature store in one namespace of a cluster", async () => {
    const { problems } = await refusals((cluster) => {
      new FeatureStore("features", { cluster, ...minimal });
      new FeatureStore("more", { cluster, ...minimal, namespace: "features" });
    });
    expect(problems.map(({ rule, path }) => [rule, path])).toEqual([["features/namespace", "namespace"]]);
  });

  it("passes on what the cluster refuses of its stores", async () => {
    const size = {
      replicas: 1,
      workers: 1,
      cpu: ["1", "1"],
      registryReplicas: 1,
      databaseGib: 1,
      highAvailability: false,
    };
    const { problems } = await refusalsOf({ ...minimal, size });
    expect(problems.map(({ rule }) => rule)).toEqual(["cluster/store-size"]);
  });
});

describe("a feature store that runs already", () => {
  it("is named by an https URL, or by a name inside of a cluster", async () => {
    const problemsOf = async (url: string) =>
      (await refusals(() => new ExistingFeatureStore("theirs", { url }))).problems.map(({ rule }) => rule);
    expect(await problemsOf("https://features.example.com")).toEqual([]);
    expect(await problemsOf("http://feast.ml.svc:6566")).toEqual([]);
    expect(await problemsOf("http://features.example.com")).toEqual(["features/url"]);
    expect(await problemsOf("https://me:hunter2@features.example.com")).toEqual(["features/url"]);
  });

  it("takes its token as a secret only", async () => {
    const url = "https://features.example.com";
    const plain = await refusals(
      () => new ExistingFeatureStore("theirs", { url, token: "hunter2" as unknown as pulumi.Output<string> }),
    );
    expect(plain.problems.map(({ rule }) => rule)).toEqual(["features/secret"]);
    const secret = await refusals(() => new ExistingFeatureStore("theirs", { url, token: pulumi.secret("hunter2") }));
    expect(secret.problems).toEqual([]);
  });
});

describe("a reference to a feature view", () => {
  it("names a view and not a feature of it", async () => {
    const { problems } = await refusals((cluster) => {
      new FeatureStore("features", { cluster, ...minimal }).view("driver_stats:rate");
    });
    expect(problems.map(({ rule }) => rule)).toEqual(["features/view-name"]);
  });
});
