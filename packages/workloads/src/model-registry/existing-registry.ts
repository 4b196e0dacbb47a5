import * as pulumi from "@pulumi/pulumi";
import {
  isGiven,
  membersOf,
  type ModelRef,
  type Problem,
  type ServerReference,
  type ServerSummary,
} from "@roadstead/core";
import { componentNameProblems } from "../parts/component-name.js";
import { InvalidWorkloadError } from "../parts/invalid-workload-error.js";
import { plainSecretProblems } from "../parts/secret-input.js";
import { type ServerLogin, setServerAccess } from "../parts/server-access.js";
import { type ModelChoice, modelReference, modelReferenceProblems } from "./model-reference.js";
import type { ModelRule } from "./rules.js";

/** An MLflow that runs already, whoever runs it. */
export type ExistingModelRegistryArgs = ExistingMlflowServer | ManagedMlflow;

export interface ExistingMlflowServer {
  /** `https://mlflow.example.com`, as MLflow's client takes it. Plain `http` is taken for a name inside of a cluster only. */
  readonly url: string;
  /** How clients sign in. One login serves for reading and writing; what it may do is that server's to say. */
  readonly login: ServerLogin;
  /** PEM of the private authority that signed its certificate. @default a public authority signed it */
  readonly ca?: pulumi.Input<string>;
}

/** Amazon SageMaker's managed MLflow: clients need its plugin (`sagemaker-mlflow`) and an AWS identity, and no login. */
export interface ManagedMlflow {
  /** ARN of the tracking server or the app, which is the URL that the plugin takes. */
  readonly sageMaker: { readonly arn: pulumi.Input<string> };
}

const references = new WeakMap<pulumi.Resource, ServerReference>();

/** Gives the same references as a ModelRegistry, to models in an MLflow that Roadstead does not run. */
export class ExistingModelRegistry extends pulumi.ComponentResource {
  constructor(name: string, args: ExistingModelRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const url = "url" in args ? args.url : undefined;
    super("roadstead:index:ExistingModelRegistry", name, { spec: { ...(url === undefined ? {} : { url }) } }, opts);
    const problems = [
      ...componentNameProblems(name, "models/name" satisfies ModelRule),
      ...existingRegistryProblems(args),
    ];
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);

    const reference: ServerReference = { component: name, ...(url === undefined ? {} : { url }) };
    references.set(this, reference);
    setServerAccess(
      this,
      "sageMaker" in args
        ? { logins: {}, url: args.sageMaker.arn, egress: [], ready: [] }
        : {
            logins: { read: args.login, write: args.login },
            ...(args.ca === undefined ? {} : { ca: args.ca }),
            egress: [],
            ready: [],
          },
    );
    const summary: ServerSummary = { schemaVersion: 1, kind: "model-registry", ...reference, notes: [] };
    this.registerOutputs({ summary });
  }

  get reference(): ServerReference {
    const reference = references.get(this);
    if (reference === undefined) throw new Error("an ExistingModelRegistry is used before its constructor is done");
    return reference;
  }

  /** A reference to one version of a model; see {@link ModelRegistry.model}. */
  model(model: string, choice: ModelChoice): ModelRef {
    const problems = modelReferenceProblems(model, choice);
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);
    return modelReference(this.reference, model, choice);
  }
}

// Inside of a cluster a Service has one label, or a domain that no public name ends in.
const insideForm = /^http:\/\/[a-z0-9-]+(\.[a-z0-9-]+(\.svc(\.[a-z0-9.-]+)?)?)?(:\d{1,5})?\/?$/;
const outsideForm = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w./-]*)?$/;
const managedForm = /^arn:[a-z-]+:sagemaker:[a-z0-9-]+:\d{12}:mlflow-(tracking-server|app)\/[\w-]+$/;

/** Problems of an MLflow that runs already. The arguments may come from a program without types. */
export function existingRegistryProblems(args: ExistingModelRegistryArgs): readonly Problem[] {
  if ("sageMaker" in args) return managedProblems(membersOf(args.sageMaker)["arn"]);
  return [...urlProblems(args.url), ...loginProblems(args.login)];
}

function managedProblems(arn: unknown): readonly Problem[] {
  if (pulumi.Output.isInstance(arn) || (typeof arn === "string" && managedForm.test(arn))) return [];
  return [
    {
      rule: "models/existing-url" satisfies ModelRule,
      path: "sageMaker.arn",
      message: "is no ARN of a managed MLflow",
      got: JSON.stringify(arn) ?? "undefined",
      hint: "give the `arn` output of the tracking server or the app",
    },
  ];
}

function urlProblems(url: string): readonly Problem[] {
  if (typeof url === "string" && (outsideForm.test(url) || insideForm.test(url))) return [];
  return [
    {
      rule: "models/existing-url" satisfies ModelRule,
      path: "url",
      message: "is no https URL, and no http URL of a Service in a cluster",
      // A URL may carry a login.
      ...(typeof url === "string" && url.includes("@") ? {} : { got: JSON.stringify(url) ?? "undefined" }),
      hint: 'write "https://mlflow.example.com", and the login into `login`',
    },
  ];
}

function loginProblems(login: unknown): readonly Problem[] {
  const rule: ModelRule = "models/plain-secret";
  const { username, password, token } = membersOf(login);
  if (token !== undefined) {
    return plainSecretProblems(token, rule, "login.token", "mlflowToken");
  }
  if (!isGiven(username) || password === undefined) {
    return [
      {
        rule: "models/existing-login" satisfies ModelRule,
        path: "login",
        message: "has no user and password, and no token",
        hint: 'write { username: "reader", password: config.requireSecret("mlflowPassword") }',
      },
    ];
  }
  return plainSecretProblems(password, rule, "login.password", "mlflowPassword");
}
