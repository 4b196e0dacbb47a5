/** Rules of model registries and of references to models, with what each checks. Ids are stable. */
export const modelRules = {
  "models/shape": "Every argument is one that there is, and of its kind.",
  "models/name": "The registry's name fits into the names of everything that it makes.",
  "models/namespace": "The registry has a namespace with a valid name, and none of the cluster's own.",
  "models/duplicate": "No two registries of a cluster have one namespace.",
  "models/size": "The size is one that there is, or whole numbers in their ranges.",
  "models/version": "The version is a release of MLflow.",
  "models/version-floor": "The version has no known way past the login.",
  "models/restore": "What is put back is a dump in a folder of the bucket.",
  "models/schedule": "A schedule has the five fields of cron.",
  "models/days": "A number of days is whole and in its range.",
  "models/cluster-domain": "The cluster's domain is a DNS name.",
  "models/metrics-from": "Metrics are scraped from a namespace.",
  "models/expose-host": "The registry is exposed as a DNS name.",
  "models/expose-tls": "The registry is exposed by TLS, with a certificate where it can be used.",
  "models/expose-auth": "The registry is exposed with a login.",
  "models/expose-from": "The network policy of an exposed registry names who forwards its traffic.",
  "models/model-name": "A model's name is one that MLflow takes.",
  "models/model-alias": "An alias is one that MLflow takes.",
  "models/model-version": "A model's version is a number from 1 on.",
  "models/model-choice": "A reference names an alias or a version, and not both.",
  "models/existing-url": "A registry that runs already has a URL, or the ARN of a managed one.",
  "models/existing-login": "A registry that runs already has a login that fits.",
  "models/plain-secret": "No secret stands in the program in plain text.",
  "models/client-access": "A client signs in as somebody whom the registry has.",
} as const satisfies Readonly<Record<`models/${string}`, string>>;

export type ModelRule = keyof typeof modelRules;
