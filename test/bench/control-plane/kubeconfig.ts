import { readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";
import type { Connection } from "./transport.js";

export interface KubeconfigOptions {
  /** Its current one when left out. */
  readonly context?: string;
  /** Environment of an exec plugin, and where `PATH` finds it; this process' own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * The connection that a kubeconfig describes: client certificate, token, basic or exec plugin.
 * @param text YAML or JSON
 */
export async function kubeconfigConnection(text: string, options: KubeconfigOptions = {}): Promise<Connection> {
  // It brings the types of the whole Kubernetes API, a second's work, which a bench without kubeconfigs is spared.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(text);
  if (options.context !== undefined) config.setCurrentContext(options.context);
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (cluster === null) throw new Error(`context "${config.currentContext}" of the kubeconfig names no cluster`);

  const plugin = user?.exec as ExecPlugin | undefined;
  if (plugin !== undefined) {
    const given = Object.entries(options.env ?? process.env).map(([name, value]) => ({ name, value: value ?? "" }));
    // A plugin is told which version of the credential it should answer with.
    const info = { apiVersion: plugin.apiVersion, kind: "ExecCredential", spec: { interactive: false } };
    plugin.env = [...given, { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(info) }, ...(plugin.env ?? [])];
  }
  return {
    server: cluster.server,
    namespace: config.getContextObject(config.currentContext)?.namespace,
    async credentials() {
      const credentials: RequestOptions = {};
      await config.applyToHTTPSOptions(credentials);
      // As programs in Go do: whom everybody trusts, for a cluster that names no authority of its own.
      const trusted = (options.env ?? process.env)["SSL_CERT_FILE"];
      return credentials.ca === undefined && trusted !== undefined
        ? { ...credentials, ca: readFileSync(trusted) }
        : credentials;
    },
  };
}

interface ExecPlugin {
  readonly apiVersion?: string;
  env?: { readonly name: string; readonly value: string }[];
}
