/** ServiceAccounts, by what their pods do: each has the rights for that and no others. */
export const serviceAccounts = {
  /** Registry and online servers: no right on any bucket. */
  server: "feast-server",
  /** The Jobs, which read data. */
  jobs: "feast-jobs",
  /** The offline server, which reads data, and writes what is pushed to it. */
  offline: "feast-offline",
  /** Writes dumps. */
  dump: "feast-dump",
} as const;

export type AccountPurpose = keyof typeof serviceAccounts;
