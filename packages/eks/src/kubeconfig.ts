import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { EksConfig, KubeconfigAuth } from "./config.js";
import type { ControlPlane } from "./control-plane.js";
import type { Scope } from "./scope.js";

/** What a kubeconfig says, as plain values. */
export interface KubeconfigFacts {
  readonly name: string;
  readonly endpoint: string;
  readonly ca: string;
  readonly region: string;
  readonly roleArn?: string;
  readonly profile?: string;
  readonly command?: string;
}

/**
 * A kubeconfig as JSON. It holds no credentials: the AWS CLI gets a token each time, with a role that is named,
 * never with whatever happens to be there.
 */
export function kubeconfigJson(facts: KubeconfigFacts): string {
  const { name, endpoint, ca, region, roleArn, profile, command } = facts;
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": ca } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: command ?? "aws",
            args: [
              ...["eks", "get-token", "--output", "json", "--cluster-name", name, "--region", region],
              ...(roleArn === undefined ? [] : ["--role-arn", roleArn]),
            ],
            ...(profile === undefined ? {} : { env: [{ name: "AWS_PROFILE", value: profile }] }),
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}

/** How the kubeconfig gets its credentials: with the factory's role or profile, else with the deployer's role. */
export function kubeconfigAuth(config: EksConfig<string>): KubeconfigAuth {
  const { auth = {}, access } = config;
  return auth.profile !== undefined || auth.roleArn !== undefined ? auth : { ...auth, roleArn: access.deployer };
}

/**
 * The Kubernetes provider of the cluster.
 *
 * @param access what lets the deployer in; it comes before every object and goes after the last
 */
export function connect(
  scope: Scope,
  controlPlane: ControlPlane,
  auth: KubeconfigAuth,
  access: readonly pulumi.Resource[],
): { readonly provider: Provider; readonly kubeconfig: pulumi.Output<string> } {
  const { name, endpoint, ca, oidcIssuer } = controlPlane;
  const kubeconfig = pulumi.secret(
    pulumi.all([name, endpoint, ca, auth.roleArn]).apply(([clusterName, server, authority, roleArn]) =>
      kubeconfigJson({
        name: clusterName,
        endpoint: server,
        ca: authority,
        region: scope.region,
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(auth.profile === undefined ? {} : { profile: auth.profile }),
        ...(auth.command === undefined ? {} : { command: auth.command }),
      }),
    ),
  );
  const provider = scope.children.make(
    "kubernetesProvider",
    Provider,
    `${scope.name}-kubernetes`,
    // The issuer, for it changes with the cluster and with nothing else.
    { kubeconfig, clusterIdentifier: oidcIssuer, enableConfigMapMutable: true, enableSecretMutable: true },
    { dependsOn: [...access] },
  );
  return { provider, kubeconfig };
}
