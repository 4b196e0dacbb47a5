import type { GkeAuth } from "./config.js";

/** What a kubeconfig says of one GKE cluster. */
export interface KubeconfigFacts {
  /** Name of the entries; local to the file. */
  readonly name: string;
  /** URL of the API server. */
  readonly server: string;
  /** Certificate authority, base64; undefined where the certificate is publicly trusted. */
  readonly ca: string | undefined;
}

/** Signs in with `gke-gcloud-auth-plugin`, so it holds no token and does not expire. */
export function kubeconfigText({ name, server, ca }: KubeconfigFacts, auth: GkeAuth = {}): string {
  const cluster = ca === undefined ? { server } : { server, "certificate-authority-data": ca };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster }],
    users: [{ name, user: { exec: execPlugin(auth) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
}

function execPlugin(auth: GkeAuth) {
  const env = [
    { name: "CLOUDSDK_ACTIVE_CONFIG_NAME", value: auth.configuration },
    { name: "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT", value: auth.impersonateServiceAccount },
  ].filter((variable) => variable.value !== undefined);
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: auth.command ?? defaultAuthCommand,
    args: auth.applicationDefaultCredentials === true ? ["--use_application_default_credentials"] : [],
    env,
    installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
    interactiveMode: "IfAvailable",
    provideClusterInfo: true,
  };
}

export const defaultAuthCommand = "gke-gcloud-auth-plugin";
