/** How large a feature store is: of its servers, and of its database. */
export interface FeatureStoreSize {
  /** Online servers, 1 to 50. */
  readonly replicas: number;
  /** Processes of each online server, 1 to 16: reads that one server works on at once. */
  readonly workers: number;
  /** Of each online server: sure to get, and at most. */
  readonly cpu: readonly [request: string, limit: string];
  /** Registry servers, 1 to 10. */
  readonly registryReplicas: number;
  /** GiB. */
  readonly databaseGib: number;
  /** A standby of the database in another zone, where the target has it. */
  readonly highAvailability: boolean;
}

/** Sizes by name. What differs between development and production is one of these words, and protection. */
export const featureStoreSizes = {
  /** One of each. A node that fails takes reads away for a minute. */
  small: {
    replicas: 1,
    workers: 2,
    cpu: ["250m", "2"],
    registryReplicas: 1,
    databaseGib: 20,
    highAvailability: false,
  },
  /** Two of each, on two nodes; the database has a standby. */
  medium: {
    replicas: 2,
    workers: 2,
    cpu: ["500m", "2"],
    registryReplicas: 2,
    databaseGib: 50,
    highAvailability: true,
  },
  /** For thousands of reads a second. */
  large: {
    replicas: 4,
    workers: 4,
    cpu: ["2", "4"],
    registryReplicas: 2,
    databaseGib: 200,
    highAvailability: true,
  },
} as const satisfies Readonly<Record<string, FeatureStoreSize>>;

export type FeatureStoreSizeName = keyof typeof featureStoreSizes;

/*
 * Measured, Feast 0.67.0, resident memory of all processes (shared pages counted for each): online server 501 MiB with
 * one worker (parent 213, metrics 137, worker 151), registry server 223 MiB, REST 231 MiB, offline server 223 MiB,
 * apply 217 MiB. The limits are such that none of these is over 70 percent.
 */

/** MiB that an online server asks for, and the most that it may use. */
export function onlineMemoryMib(workers: number): readonly [request: number, limit: number] {
  return [256 + 128 * workers, 512 + 256 * workers];
}

/** Of registry and offline server, MiB: they hold one copy of the definitions. */
export const serverMemoryMib = [256, 512] as const;
/** Of the Job that applies the definitions, MiB. */
export const applyMemoryMib = [256, 1024] as const;
/** Where a run that materialises starts, MiB; it may use what the arguments say. */
export const materializeRequestMib = 512;
