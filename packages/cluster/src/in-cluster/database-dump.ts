import type { core } from "@pulumi/kubernetes/types/input.js";
import { componentImages, type ImageOptions } from "@roadstead/core";
import { imageFor } from "../images.js";
import type { ObjectStore } from "../stores/object-store.js";
import type { WorkloadIdentity } from "../stores/workload-identity.js";
import { type ServerAddress, serverEnv } from "./database-setup.js";
import { containerResources, type ContainerSize, hardenedPod, scratchVolume, secretEnv } from "./hardened-pod.js";
import { storePath, storeRemoteEnv } from "./store-remote.js";

/** A database, and where the password of its login is. */
export interface DumpedDatabase {
  readonly database: string;
  readonly user: string;
  readonly passwordSecret: { readonly name: string; readonly key: string };
}

/** What dumps and restores have in common. */
interface DumpPlace {
  readonly server: ServerAddress;
  readonly store: ObjectStore;
  /** Below the store's own prefix; with a slash at its end. */
  readonly prefix: string;
  /** Of the ServiceAccount, which must be granted the prefix. */
  readonly identity: Pick<WorkloadIdentity, "env">;
  readonly serviceAccount: string;
  readonly images: ImageOptions;
  /** Room for the dumps on the node, MiB. @default 10240 */
  readonly scratchMib?: number;
}

export interface DatabaseDump extends DumpPlace {
  readonly databases: readonly DumpedDatabase[];
  /** Why: "scheduled", "before-3.17.2". Part of the dump's name. */
  readonly reason: string;
  /** Days after which dumps of the same reason are removed, once a new one is stored. @default never */
  readonly keepDays?: number;
}

const dumpDir = "/dumps";

/**
 * A pod that dumps databases into an object store, as `<prefix><database>/<time>-<reason>.dump`.
 *
 * Each dump is whole before the first byte is stored, and old ones go only after the new one has come.
 */
export function dumpPod(dump: DatabaseDump): core.v1.PodSpec {
  const { databases, server, images, scratchMib = defaultScratchMib } = dump;
  return hardenedPod({
    serviceAccount: dump.serviceAccount,
    images,
    restartPolicy: "Never",
    initContainers: [
      {
        name: "dump",
        image: imageFor("postgres", componentImages.postgres, images),
        command: ["/bin/sh", "-euc", dumpScript(dump)],
        env: [
          ...serverEnv(server),
          ...databases.map(({ passwordSecret: { name, key } }, index) => secretEnv(passwordEnv(index), name, key)),
        ],
        resources: postgresResources(scratchMib),
        volumeMounts,
      },
    ],
    containers: [
      {
        name: "store",
        image: imageFor("rclone", componentImages.rclone, images),
        command: ["/bin/sh", "-euc", storeScript(dump)],
        env: [...storeRemoteEnv(dump.store, dump.prefix), ...dump.identity.env],
        resources: rcloneResources(scratchMib),
        volumeMounts,
      },
    ],
    volumes: [scratchVolume("dumps", scratchMib), scratchVolume("tmp", 64)],
  });
}

export interface DatabaseRestore extends DumpPlace {
  readonly database: DumpedDatabase;
  /** Name of the dump below `<prefix><database>/`, such as `20261124T030000Z-scheduled.dump`. */
  readonly dump: string;
}

/**
 * The inverse: a pod that puts one dump back into its database, in one transaction. What the dump holds replaces all
 * that the login owns there, or nothing changes; stop what uses the database first. On the node it takes the room of
 * the dump and of what is in it, unpacked.
 */
export function restorePod(restore: DatabaseRestore): core.v1.PodSpec {
  const { database, server, images, scratchMib = defaultScratchMib } = restore;
  const { passwordSecret } = database;
  return hardenedPod({
    serviceAccount: restore.serviceAccount,
    images,
    restartPolicy: "Never",
    initContainers: [
      {
        name: "fetch",
        image: imageFor("rclone", componentImages.rclone, images),
        command: [
          "/bin/sh",
          "-euc",
          `rclone copyto "${storePath}${database.database}/${restore.dump}" ${dumpDir}/restored.dump\n`,
        ],
        env: [...storeRemoteEnv(restore.store, restore.prefix), ...restore.identity.env],
        resources: rcloneResources(scratchMib),
        volumeMounts,
      },
    ],
    containers: [
      {
        name: "restore",
        image: imageFor("postgres", componentImages.postgres, images),
        command: ["/bin/sh", "-euc", restoreScript],
        env: [
          ...serverEnv(server),
          { name: "PGDATABASE", value: database.database },
          { name: "PGUSER", value: database.user },
          secretEnv("PGPASSWORD", passwordSecret.name, passwordSecret.key),
        ],
        resources: postgresResources(scratchMib),
        volumeMounts,
      },
    ],
    volumes: [scratchVolume("dumps", scratchMib), scratchVolume("tmp", 64)],
  });
}

/**
 * Not `pg_restore --clean`: that drops what the dump holds and no more, so tables that a newer release of the software
 * has added since stay, or forbid the drop by their foreign keys. The dump is read to its end before anything is dropped.
 */
const restoreScript = `pg_restore --no-owner --no-privileges --file=${dumpDir}/restored.sql ${dumpDir}/restored.dump
psql --no-psqlrc --quiet --output=/dev/null --set=ON_ERROR_STOP=1 --single-transaction \\
  --command='DROP OWNED BY CURRENT_USER CASCADE' --file=${dumpDir}/restored.sql
`;

const defaultScratchMib = 10_240;
const passwordEnv = (index: number): string => `DUMP_PASSWORD_${index}`;
const volumeMounts = [
  { name: "dumps", mountPath: dumpDir },
  { name: "tmp", mountPath: "/tmp" },
];

// They stream.
function postgresResources(scratchMib: number): core.v1.ResourceRequirements {
  return toolResources([64, 256], scratchMib);
}

// Measured: 83 MiB with two files of 300 MB on their way at once.
function rcloneResources(scratchMib: number): core.v1.ResourceRequirements {
  return toolResources([96, 256], scratchMib);
}

function toolResources(memoryMib: ContainerSize["memoryMib"], scratchMib: number): core.v1.ResourceRequirements {
  return containerResources({ cpu: ["50m", "1"], memoryMib, scratchMib: [64, scratchMib + 128] });
}

function dumpScript({ databases, reason }: DatabaseDump): string {
  const calls = databases.map(({ database, user }, index) => `dump ${database} ${user} "$${passwordEnv(index)}"`);
  return `time=$(date -u +%Y%m%dT%H%M%SZ)
dump() {
  mkdir -p "${dumpDir}/$1"
  PGPASSWORD="$3" pg_dump --format=custom --no-owner --no-privileges --username="$2" --dbname="$1" \\
    --file="${dumpDir}/$1/$time-${reason}.dump"
}
${calls.join("\n")}
`;
}

function storeScript({ databases, reason, keepDays }: DatabaseDump): string {
  const prune =
    keepDays === undefined
      ? []
      : databases.map(
          ({ database }) =>
            `rclone delete --min-age ${keepDays}d --include "/*-${reason}.dump" "${storePath}${database}"`,
        );
  return [`rclone copy ${dumpDir} "${storePath}"`, ...prune, ""].join("\n");
}
