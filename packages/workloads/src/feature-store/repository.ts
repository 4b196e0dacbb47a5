import type * as pulumi from "@pulumi/pulumi";

/**
 * Where the definitions of features come from. They find the data in the bucket by the environment, the same on every
 * target:
 *
 * ```py
 * FileSource(
 *     path=os.environ["FEATURE_DATA_URI"] + "/drivers.parquet",
 *     s3_endpoint_override=os.environ.get("FEATURE_DATA_ENDPOINT"),
 *     timestamp_field="event_timestamp",
 * )
 * ```
 */
export type FeatureRepository = RepositoryFiles | RepositoryImage | RepositoryCommit;

/** Text, by path: `{ "drivers.py": readFileSync(…, "utf8") }`. Up to 900 KiB in all. */
export interface RepositoryFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly image?: undefined;
  readonly git?: undefined;
}

/** A folder of an image, which needs `cp`. */
export interface RepositoryImage {
  /** With a fixed tag or a digest. */
  readonly image: string;
  /** @default "/repository" */
  readonly path?: string;
  readonly files?: undefined;
  readonly git?: undefined;
}

/** A folder of one commit. */
export interface RepositoryCommit {
  readonly git: {
    /** `https://…`, without credentials. */
    readonly url: string;
    /** All 40 hexadecimal digits: a branch or a tag would move without anything being applied. */
    readonly commit: string;
    /** @default the repository's root */
    readonly path?: string;
    readonly credentials?: { readonly user: string; readonly token: pulumi.Output<string> };
    /** Addresses of the server, for network policies. @default any, but for those of cloud metadata */
    readonly cidrs?: readonly string[];
  };
  readonly files?: undefined;
  readonly image?: undefined;
}

/** What a repository is, without what it is fetched with: the same text is the same definitions. */
export function repositoryContent(repository: FeatureRepository): unknown {
  if (repository.files !== undefined) return { files: repository.files };
  if (repository.image !== undefined) return { image: repository.image, path: imagePath(repository) };
  const { url, commit, path } = repository.git;
  return { url, commit, path: path ?? "" };
}

export function imagePath({ path }: RepositoryImage): string {
  return path ?? "/repository";
}
