import type { Problem } from "@roadstead/core";
import { suggestion } from "@roadstead/core";
import { plainSecretProblems } from "../parts/secret-input.js";
import type {
  FeatureStoreArgs,
  MaterializationOptions,
  OfflineFeaturesOptions,
  RedisStore,
} from "./feature-store-args.js";
import { featureProblem, parsedUrl, rangeProblems } from "./feature-problem.js";
import { featureStoreSizes } from "./sizes.js";

/** Problems of sizes, stores and schedules. */
export function featureOptionProblems(args: FeatureStoreArgs): readonly Problem[] {
  const { onlineStore, offline, materialization, backupDays } = args;
  return [
    ...sizeProblems(args.size),
    ...(onlineStore === undefined || onlineStore === "postgres" ? [] : redisProblems(onlineStore)),
    ...offlineProblems(offline?.store),
    ...(materialization === undefined || materialization === false ? [] : materializationProblems(materialization)),
    ...(backupDays === undefined ? [] : rangeProblems(backupDays, "backupDays", 1, 35, "days")),
  ];
}

function sizeProblems(size: FeatureStoreArgs["size"]): readonly Problem[] {
  if (size === undefined) return [];
  if (typeof size !== "string") {
    return [
      ...rangeProblems(size.replicas, "size.replicas", 1, 50, "servers"),
      ...rangeProblems(size.workers, "size.workers", 1, 16, "processes"),
      ...rangeProblems(size.registryReplicas, "size.registryReplicas", 1, 10, "servers"),
    ];
  }
  const names = Object.keys(featureStoreSizes);
  if (names.includes(size)) return [];
  return [
    featureProblem("features/size", "size", "is no name of a size", {
      got: JSON.stringify(size),
      allowed: names,
      ...suggestion(size, names),
    }),
  ];
}

function redisProblems(store: RedisStore): readonly Problem[] {
  const url = parsedUrl(store.url, ["redis:", "rediss:"]);
  return [
    ...(url !== undefined && (url.pathname === "" || url.pathname === "/")
      ? []
      : [
          // Never `got`: a URL with a password in it would print the password.
          featureProblem("features/redis-url", "onlineStore.url", "is no URL of Redis without credentials and path", {
            hint: 'write "rediss://cache.example.com:6379", and the password as `password`; or "postgres"',
          }),
        ]),
    ...plainSecretProblems(store.password, "features/secret", "onlineStore.password", "redisPassword"),
    ...(store.keyTtlSeconds === undefined
      ? []
      : rangeProblems(store.keyTtlSeconds, "onlineStore.keyTtlSeconds", 1, 1_000_000_000, "seconds")),
  ];
}

const secretKey = /password|secret|token|private_key|credential/i;

function offlineProblems(store: OfflineFeaturesOptions["store"]): readonly Problem[] {
  if (store === undefined) return [];
  return [
    ...(typeof store.type === "string" && store.type !== ""
      ? []
      : [
          featureProblem("features/offline-store", "offline.store.type", "is missing", {
            hint: 'a type of Feast\'s offline stores, such as "dask" or "bigquery"',
          }),
        ]),
    ...Object.entries(store)
      .filter(([key]) => secretKey.test(key))
      .map(([key]) =>
        featureProblem("features/offline-store", `offline.store.${key}`, "would stand in a ConfigMap in plain text", {
          hint: "use a store that signs in with what the pod is: its ServiceAccount",
        }),
      ),
  ];
}

const field = "(\\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?";
const list = `${field}(,${field})*`;
const cron = new RegExp(
  `^(@(hourly|daily|weekly|monthly|yearly)|${list}( ${list}){2} [0-9A-Za-z*/,-]+ [0-9A-Za-z*/,-]+)$`,
);

function materializationProblems(options: MaterializationOptions): readonly Problem[] {
  const { schedule, deadlineMinutes, memoryMib } = options;
  return [
    ...(schedule === undefined || cron.test(schedule)
      ? []
      : [
          featureProblem("features/schedule", "materialization.schedule", "is no schedule of a CronJob", {
            got: JSON.stringify(schedule),
            hint: 'five fields, minute first: "*/15 * * * *"',
          }),
        ]),
    ...(deadlineMinutes === undefined
      ? []
      : rangeProblems(deadlineMinutes, "materialization.deadlineMinutes", 1, 1440, "minutes")),
    ...(memoryMib === undefined ? [] : rangeProblems(memoryMib, "materialization.memoryMib", 512, 262_144, "MiB")),
  ];
}
