/** How large a registry is: of its server, and of its database. */
export interface RegistrySize {
  /** Servers, 1 to 10. All of them stop for the minute of an upgrade: a database is migrated with nobody on it. */
  readonly replicas: number;
  /** Processes of each server, 1 to 16: requests that one server works on at once. */
  readonly workers: number;
  /** Of each server: sure to get, and at most. */
  readonly cpu: readonly [request: string, limit: string];
  /** GiB on the node for files on their way to the bucket: a server keeps each upload whole until it is stored. */
  readonly scratchGib: number;
  /** GiB. */
  readonly databaseGib: number;
  /** A standby of the database in another zone, where the target has it. */
  readonly highAvailability: boolean;
}

/** Sizes by name. What differs between development and production is one of these words, and protection. */
export const registrySizes = {
  /** One server, up to about 20 users or jobs at once. A node that fails takes it away for a minute. */
  small: { replicas: 1, workers: 2, cpu: ["250m", "2"], scratchGib: 10, databaseGib: 20, highAvailability: false },
  /** Two servers on two nodes; the database has a standby. */
  medium: { replicas: 2, workers: 2, cpu: ["500m", "2"], scratchGib: 20, databaseGib: 50, highAvailability: true },
  /** Three servers for many jobs at once. */
  large: { replicas: 3, workers: 4, cpu: ["1", "4"], scratchGib: 50, databaseGib: 100, highAvailability: true },
} as const satisfies Readonly<Record<string, RegistrySize>>;

export type RegistrySizeName = keyof typeof registrySizes;

/*
 * Measured, MLflow 3.17.2 with login, PostgreSQL and an object store, resident memory of all processes: 406 MiB with
 * one worker and 620 MiB with two; with the job runner 1,131 MiB more for one worker, and 2,238 MiB in all for four.
 * While an artifact passes through, a worker holds some of it. The limit is such that none of these is over 60 percent.
 */
const serverMib = 256;
const workerMib = 384;
const jobRunnerMib = 1_536;

/** MiB that a server asks for, and the most that it may use. */
export function serverMemoryMib(workers: number, jobs: boolean): readonly [request: number, limit: number] {
  const request = serverMib + workers * workerMib + (jobs ? jobRunnerMib : 0);
  return [request, Math.ceil((request * 1.5) / 256) * 256];
}
