/**
 * Minors that EKS makes clusters of, oldest first.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const eksVersions = ["1.31", "1.32", "1.33", "1.34", "1.35", "1.36"] as const;

/** What a cluster gets whose call names none. */
export const defaultEksVersion = "1.36";

export const isEksVersion = (version: string): boolean => (eksVersions as readonly string[]).includes(version);

export const minorOf = (version: string): number => Number(version.split(".")[1]);
