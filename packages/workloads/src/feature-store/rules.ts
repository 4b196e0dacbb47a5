/** Rules of a feature store's arguments, with what each checks. Ids are stable. */
export const featureRules = {
  "features/shape": "Every argument is one that there is, and of its kind.",
  "features/name": "The name fits into the names of everything that the feature store makes.",
  "features/namespace": "The namespace is a valid name, and neither another component's nor the cluster's own.",
  "features/project": "Feast's project is a name that fits into the names of tables.",
  "features/repository": "The repository is given as files, as an image or as a commit, and as one of them only.",
  "features/repository-file":
    "Files of the repository are relative paths, one of them Python, none of them configuration.",
  "features/repository-size": "Files that are given as text fit into a ConfigMap.",
  "features/repository-image": "The image of the repository has a fixed tag or digest, and the path in it is absolute.",
  "features/repository-commit": "The git repository is named by an https URL and a whole commit, which cannot move.",
  "features/auth": "The way in which callers are known is one that is carried out.",
  "features/auth-oidc": "Tokens of an identity provider are held to an audience and an issuer.",
  "features/no-auth": "Servers without authentication are asked for by name.",
  "features/redis-url": "Redis is named by a redis:// or rediss:// URL with a host and without credentials.",
  "features/secret": "No secret stands in the program in plain text.",
  "features/offline-store": "The offline store has a type, and no secrets.",
  "features/size": "Servers, workers and memory are whole numbers in their range.",
  "features/schedule": "The schedule is one that cron knows, and a run ends before it is forgotten.",
  "features/view-name": "A feature view is referred to by its name.",
  "features/expose-host": "An exposed host is a DNS name.",
  "features/expose-auth": "An online server that is exposed asks callers for tokens of an identity provider.",
  "features/expose-tls": "Nothing is exposed without TLS, and the certificate is where it can be used.",
  "features/expose-from": "It is said who may forward traffic from outside, and that is not everybody.",
  "features/url": "A feature store that runs already is named by an http or https URL without credentials.",
} as const satisfies Readonly<Record<`features/${string}`, string>>;

export type FeatureRule = keyof typeof featureRules;
