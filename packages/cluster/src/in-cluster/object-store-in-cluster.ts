import * as pulumi from "@pulumi/pulumi";
import { clientLabel } from "@roadstead/core";
import type { StoreContext } from "../stores/cluster-stores.js";
import { defaultS3Region } from "../stores/existing-object-store.js";
import type { ObjectStoreMaker } from "../stores/makers.js";
import { s3KeyEnv, s3KeyNames, s3KeySecret, s3KeySecretName } from "../stores/s3-key.js";
import type { StoreOwner } from "../stores/store-owner.js";
import type { InClusterStore } from "../stores/stores-config.js";
import type { StoreGrant } from "../stores/workload-identity.js";
import { hashOf, powerlessAccount } from "./database-logins.js";
import { podsOf, rolePolicy } from "./network-rules.js";
import { objectName } from "./object-name.js";
import { type AccountGrant, bucketPolicy } from "./object-store-policy.js";
import {
  objectStorePort,
  objectStoreRole,
  objectStoreStatefulSet,
  rootAccessKey,
  rootSecretKey,
  rootSecretName,
} from "./object-store-server.js";
import { type StoreSetup, storeSetupJob, storeSetupRole } from "./object-store-setup.js";
import { serverEgress, serverService, serviceHost, volumeClaim } from "./server-objects.js";
import { type StoreIdentity, storeMetadata } from "./store-identity.js";
import { storeObjects } from "./store-objects.js";

const defaultSizeGib = 50;

/** A gateway that was made, and the accounts that it has got so far. */
interface Gateway {
  readonly identity: StoreIdentity;
  readonly setup: Omit<StoreSetup, "name" | "account">;
  readonly grants: AccountGrant[];
  /** Of all accounts so far. */
  readonly secrets: pulumi.Output<string>[];
  /** The last step taken: a policy holds all accounts, so each step waits for the one before it. */
  last: pulumi.Resource;
}

/** An S3 gateway in the cluster, with one bucket, and an account for each identity. */
export function inClusterObjectStore(context: StoreContext, options: InClusterStore["inCluster"]): ObjectStoreMaker {
  let gateway: Gateway | undefined;
  return {
    objectStore(name, args, owner) {
      const { sizeGib = defaultSizeGib, deletionProtection: protect = context.deletionProtection } = args;
      const identity: StoreIdentity = { software: "versitygw", name: objectName(name), namespace: args.namespace };
      gateway = makeGateway(context, identity, name, { ...options, sizeGib, protect }, owner);
      const { endpoint, region, bucket } = gateway.setup;
      return {
        scheme: "s3",
        bucket: pulumi.output(bucket),
        prefix: "",
        uri: pulumi.output(`s3://${bucket}`),
        endpoint: pulumi.output(endpoint),
        region: pulumi.output(region),
        egress: [serverEgress(identity, objectStoreRole, objectStorePort)],
        ready: [gateway.last],
      };
    },
    identity(namespace, serviceAccount, grants, owner) {
      if (gateway === undefined) throw new Error("an identity is asked of a store that was not made");
      return grantAccount(context, gateway, { namespace, serviceAccount, grants }, owner);
    },
  };
}

function makeGateway(
  context: StoreContext,
  identity: StoreIdentity,
  name: string,
  options: InClusterStore["inCluster"] & { readonly sizeGib: number; readonly protect: boolean },
  owner: StoreOwner,
): Gateway {
  const { storageClass = context.storageClass, sizeGib, protect } = options;
  const { images } = context;
  const objects = storeObjects(context, owner);
  const serviceAccount = objectName(`${identity.name}-setup`);
  const server = serverEgress(identity, objectStoreRole, objectStorePort);
  const clients = { namespaceSelector: {}, podSelector: { matchLabels: clientLabel(identity.name) } };
  const rootSecret = objects.password(`${name}-root-secret`);
  const ground = [
    objects.make("secret", `${name}-root`, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: storeMetadata(identity, rootSecretName(identity)),
      type: "Opaque",
      stringData: { [rootAccessKey]: "root", [rootSecretKey]: rootSecret },
    }),
    objects.make("serviceAccount", name, powerlessAccount(identity, identity.name)),
    objects.make("serviceAccount", `${name}-setup`, powerlessAccount(identity, serviceAccount)),
    objects.make(
      "networkPolicy",
      name,
      rolePolicy(identity, objectStoreRole, {
        name: identity.name,
        ingress: [{ from: [podsOf(identity.namespace), clients], port: objectStorePort }],
        egress: [],
      }),
    ),
    objects.make(
      "networkPolicy",
      `${name}-setup`,
      rolePolicy(identity, storeSetupRole, { name: serviceAccount, ingress: [], egress: [server] }),
    ),
    objects.make("persistentVolumeClaim", name, volumeClaim(identity, { sizeGib, storageClass }), { protect }),
    objects.make("service", name, serverService(identity, objectStoreRole, objectStorePort)),
  ];
  const pods = objects.make(
    "statefulSet",
    name,
    objectStoreStatefulSet(identity, {
      images,
      serviceAccount: identity.name,
      region: defaultS3Region,
      rootHash: hashOf([rootSecret]),
    }),
    { after: ground },
  );
  const setup = {
    identity,
    serviceAccount,
    endpoint: `http://${serviceHost(identity)}:${objectStorePort}`,
    region: defaultS3Region,
    bucket: identity.name,
    images,
  };
  const job = storeSetupJob({ ...setup, name: objectName(`${identity.name}-bucket`) });
  return {
    identity,
    setup,
    grants: [],
    secrets: [],
    last: objects.make("job", `${name}-bucket`, job, { after: [pods] }),
  };
}

function grantAccount(
  context: StoreContext,
  gateway: Gateway,
  account: { readonly namespace: string; readonly serviceAccount: string; readonly grants: readonly StoreGrant[] },
  owner: StoreOwner,
) {
  const { namespace, serviceAccount, grants } = account;
  const { setup, identity } = gateway;
  const objects = storeObjects(context, owner);
  const name = `${context.cluster}-${namespace}-${serviceAccount}-store-key`;
  const id = objectName(`${namespace}.${serviceAccount}`);
  const secretAccessKey = objects.password(`${name}-secret`);
  const key = { accessKeyId: id, secretAccessKey };
  const secretName = s3KeySecretName(serviceAccount);
  const secrets = [objects.make("secret", name, s3KeySecret(namespace, secretName, key))];
  // The Job runs beside the gateway, and a pod reads Secrets of its own namespace only.
  const besideName = namespace === identity.namespace ? secretName : objectName(`${identity.name}-${id}`);
  if (besideName !== secretName) {
    secrets.push(objects.make("secret", `${name}-copy`, s3KeySecret(identity.namespace, besideName, key)));
  }
  gateway.secrets.push(secretAccessKey);
  gateway.grants.push(...grants.map(({ access, prefix = "" }) => ({ account: id, access, prefix })));
  const job = storeSetupJob({
    ...setup,
    name: objectName(`${identity.name}-${serviceAccount}`),
    account: {
      id,
      secret: { name: besideName, key: s3KeyNames.secret },
      // A step that is taken again leaves a policy without the accounts after it, so those are taken again as well.
      secretHash: hashOf(gateway.secrets),
      policy: bucketPolicy(setup.bucket, gateway.grants),
    },
  });
  gateway.last = objects.make("job", name, job, { after: [gateway.last, ...secrets] });
  return {
    annotations: {},
    env: s3KeyEnv(secretName, { region: setup.region, endpoint: setup.endpoint }),
    egress: [],
    ready: [...secrets, gateway.last],
  };
}
