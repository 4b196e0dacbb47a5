import { Bucket } from "@pulumi/gcp/storage/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import {
  type NetworkEgress,
  type ObjectStore,
  type ObjectStoreArgs,
  type StoreOwner,
  transformed,
} from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import { bucketArgs } from "./bucket-args.js";
import { bucketNameProblems } from "./store-problems.js";
import { childOptions, dataOptions, type StoreScope } from "./store-scope.js";

/**
 * Google's APIs have many public addresses, and Private Google Access leads to the same ones: what a pod that uses them
 * may reach is everything but private networks and the metadata of machines.
 */
const googleApis: NetworkEgress = {
  to: [
    {
      ipBlock: {
        cidr: "0.0.0.0/0",
        except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
      },
    },
  ],
  ports: [{ protocol: "TCP", port: 443 }],
};

/** Days that overwritten and deleted objects are kept. */
const defaultNoncurrentDays = 30;

/** A bucket of Cloud Storage. */
export function createBucket(scope: StoreScope, name: string, asked: ObjectStoreArgs, owner: StoreOwner): ObjectStore {
  const isProtected = asked.deletionProtection ?? scope.deletionProtection;
  const child = `${name}-bucket`;
  const shape = { name, noncurrentDays: asked.noncurrentDays ?? defaultNoncurrentDays, isProtected };
  const args = transformed(scope.transform?.bucket, bucketArgs(scope, shape), { name: child });
  const problems = bucketNameProblems(child, args.name);
  if (problems.length > 0) throw new SpecError(problems);

  const bucket = new Bucket(child, args, childOptions(scope, owner, dataOptions(isProtected)));
  return {
    scheme: "gs",
    bucket: bucket.name,
    prefix: "",
    uri: pulumi.interpolate`gs://${bucket.name}`,
    region: pulumi.output(scope.region),
    egress: [googleApis],
    ready: [bucket],
  };
}
