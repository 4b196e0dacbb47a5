import type * as pulumi from "@pulumi/pulumi";

/**
 * Where the stores of workloads are, the same in every target's factory. What is not said is the cloud's own on EKS
 * and GKE, in the cluster on k3s, and nowhere on a cluster that you already have.
 */
export interface StoresConfig {
  readonly objectStore?: InClusterStore | ExistingObjectStore;
  readonly database?: InClusterStore | ExistingDatabase;
}

/** A server in the cluster itself, with a volume: for small and development clusters, and where no cloud is. */
export interface InClusterStore {
  readonly inCluster: {
    /** @default the cluster's own for workloads */
    readonly storageClass?: string;
  };
}

/** A bucket of an S3-compatible store that runs already. It must exist; each workload gets a prefix of it. */
export interface ExistingObjectStore {
  /** `https://s3.example.com:9000`, without a path. Plain `http` is taken for an address in a private network only. */
  readonly endpoint: string;
  readonly bucket: string;
  /** @default "us-east-1", which stores without regions take */
  readonly region?: string;
  /** Below which everything is, with a slash at its end. @default all of the bucket */
  readonly prefix?: string;
  readonly accessKeyId: pulumi.Input<string>;
  /** An Output, as `config.requireSecret` gives: a plain text is refused, and whatever is given is kept secret. */
  readonly secretAccessKey: pulumi.Output<string>;
  /** Addresses behind the endpoint, for network policies. @default any, but for those of cloud metadata */
  readonly cidrs?: readonly string[];
}

/** A PostgreSQL server that runs already: with an administrator who makes the databases, or with the databases made. */
export type ExistingDatabase = ExistingServer & (AdministeredServer | PreparedServer);

export interface ExistingServer {
  readonly host: string;
  /** @default 5432 */
  readonly port?: number;
  /** The server's certificate is not verified yet: reach it over a network that you trust. @default "require" */
  readonly sslMode?: "require" | "disable";
  /** Addresses behind the host, for network policies. @default any, but for those of cloud metadata */
  readonly cidrs?: readonly string[];
}

/** A login that may make databases and roles: each workload gets its own. */
export interface AdministeredServer {
  readonly user: pulumi.Input<string>;
  /** An Output, as `config.requireSecret` gives: a plain text is refused, and whatever is given is kept secret. */
  readonly password: pulumi.Output<string>;
  /** Database that the administrator signs in to. @default "postgres" */
  readonly adminDatabase?: string;
  readonly logins?: undefined;
}

/** Databases that somebody made, by the names that workloads ask for: `{ mlflow: { … }, mlflow_auth: { … } }`. */
export interface PreparedServer {
  readonly logins: Readonly<Record<string, ExistingLogin>>;
  readonly user?: undefined;
  readonly password?: undefined;
  readonly adminDatabase?: undefined;
}

export interface ExistingLogin {
  /** @default the name that the workload asks for */
  readonly database?: string;
  readonly user: string;
  /** An Output, as `config.requireSecret` gives: a plain text is refused, and whatever is given is kept secret. */
  readonly password: pulumi.Output<string>;
}
