import { containersOf, objectRule, podRule, podSpecOf } from "./rule.js";

const secretName = /(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|(API|ACCESS|PRIVATE|SIGNING)_?KEY)/i;
// Key ids of AWS, PEM blocks, tokens of GitHub and of service accounts.
const secretValue =
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_\w{36}|\beyJ[\w-]+\.eyJ/;

/** Rights and identity belong to a component, not to whatever shares its namespace. */
export const ownServiceAccount = podRule("own-service-account", ({ serviceAccountName = "default" }) =>
  serviceAccountName === "default" ? "runs as the namespace's default service account" : undefined,
);

export const noPlainSecret = objectRule("no-plain-secret", (object) => {
  const pod = podSpecOf(object);
  const env = pod === undefined ? [] : containersOf(pod).flatMap((container) => container.env ?? []);
  const data = object.kind === "ConfigMap" ? ((object["data"] ?? {}) as Readonly<Record<string, string>>) : {};
  const named = [...env, ...Object.entries(data).map(([name, value]) => ({ name, value }))].filter(
    ({ name, value }) => value !== undefined && value !== "" && (secretName.test(name) || secretValue.test(value)),
  );
  return named.length === 0 ? undefined : `${named.map(({ name }) => name).join(", ")} in plain text`;
});

/** Devices cannot be split by asking for half of one; the API server refuses that at the earliest. */
export const wholeDevices = podRule("whole-devices", (pod) => {
  const amounts = containersOf(pod).flatMap(({ resources = {} }) =>
    [resources.requests ?? {}, resources.limits ?? {}].flatMap((asked) =>
      Object.entries(asked).filter(([resource, amount]) => isDevice(resource) && !/^[1-9]\d*$/.test(String(amount))),
    ),
  );
  return amounts.length === 0 ? undefined : amounts.map(([resource, amount]) => `${resource}: ${amount}`).join(", ");
});

export const deviceRequestsAreLimits = podRule("device-requests-are-limits", (pod) => {
  const wrong = containersOf(pod).flatMap(({ resources: { requests = {}, limits = {} } = {} }) =>
    [...new Set([...Object.keys(requests), ...Object.keys(limits)])].filter(
      (resource) => isDevice(resource) && String(requests[resource]) !== String(limits[resource]),
    ),
  );
  return wrong.length === 0 ? undefined : `asks for other numbers of ${wrong.join(", ")} than its limits`;
});

/** Extended resources have a domain, and not Kubernetes' own. */
const isDevice = (resource: string): boolean => resource.includes("/") && !/(^|\.)kubernetes\.io\//.test(resource);
