// Providers and the SDK read these into the inputs of resources, so that a plan would differ from one machine to the
// next; many of them are credentials, which a plan has no use for.
const providerVariables =
  /^(AWS_|AZURE_|ARM_|CLOUDSDK_|GCLOUD_|GCP_|GOOGLE_|HELM_|K8S_|KUBE_|KUBECONFIG$|KUBERNETES_|PULUMI_)/;

/** The environment for a program: the caller's without provider settings and credentials, then what is asked for. */
export function programEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  asked: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !providerVariables.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...asked };
}
