import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { componentImages, type ImageOptions, shortHash } from "@roadstead/core";
import { imageFor } from "../images.js";
import { containerResources, hardenedPod, scratchVolume, secretEnv } from "./hardened-pod.js";
import { retriedByNextUp } from "./job-retry.js";
import { rootAccessKey, rootSecretKey, rootSecretName } from "./object-store-server.js";
import { podLabels, type StoreIdentity, storeMetadata } from "./store-identity.js";

export const storeSetupRole = "object-store-setup";

/** One step at a gateway. It may be taken any number of times. */
export interface StoreSetup {
  readonly identity: StoreIdentity;
  /** Name of the Job, to which a hash of the step is added. */
  readonly name: string;
  readonly serviceAccount: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly images: ImageOptions;
  /** An account to make, and the policy of the bucket with it; undefined for the bucket alone. */
  readonly account?: StoreAccount;
}

export interface StoreAccount {
  /** Access key id. */
  readonly id: string;
  readonly secret: { readonly name: string; readonly key: string };
  /** Changes with the secret, so that the Job runs again. */
  readonly secretHash: pulumi.Input<string>;
  /** Policy of the bucket, as JSON. */
  readonly policy: string;
}

/** A Job that takes the step. Named after it, since a Job cannot change; kept, since one that is gone would run again. */
export function storeSetupJob(setup: StoreSetup): JobArgs {
  const { identity, account, images } = setup;
  const script = account === undefined ? bucketScript : accountScript;
  const image = imageFor("curl", componentImages.curl, images);
  const facts: core.v1.EnvVar[] = [
    { name: "ENDPOINT", value: setup.endpoint },
    { name: "REGION", value: setup.region },
    { name: "BUCKET", value: setup.bucket },
    ...(account === undefined
      ? []
      : [
          { name: "ACCOUNT_ID", value: account.id },
          { name: "POLICY", value: account.policy },
        ]),
  ];
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...storeMetadata(identity, `${setup.name}-${shortHash({ script, image, facts })}`),
      annotations: retriedByNextUp,
    },
    spec: {
      backoffLimit: 6,
      template: {
        metadata: {
          labels: podLabels(identity, storeSetupRole),
          ...(account === undefined ? {} : { annotations: { "roadstead.dev/secret-hash": account.secretHash } }),
        },
        spec: hardenedPod({
          serviceAccount: setup.serviceAccount,
          images,
          restartPolicy: "OnFailure",
          containers: [
            {
              name: "setup",
              image,
              command: ["/bin/sh", "-euc", script],
              env: [
                ...facts,
                ...[rootAccessKey, rootSecretKey].map((key) => secretEnv(key, rootSecretName(identity), key)),
                ...(account === undefined
                  ? []
                  : [secretEnv("ACCOUNT_SECRET", account.secret.name, account.secret.key)]),
              ],
              resources: containerResources({ cpu: ["20m", "500m"], memoryMib: [32, 128], scratchMib: [16, 64] }),
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [scratchVolume("tmp", 16)],
        }),
      },
    },
  };
}

// Secrets go by standard input and files of the pod's own: arguments are seen by every process of it. The hash of the
// body is said, since older curls sign none.
const request = `request() {
  printf %s "$3" >/tmp/body
  hash=$(sha256sum /tmp/body | cut -d' ' -f1)
  printf 'user = "%s:%s"\\n' "$${rootAccessKey}" "$${rootSecretKey}" |
    curl --config - --silent --show-error --max-time 30 --output /tmp/answer --write-out '%{http_code}' \\
      --aws-sigv4 "aws:amz:$REGION:s3" --header "x-amz-content-sha256: $hash" \\
      --request "$1" --data-binary @/tmp/body "$ENDPOINT/$2"
}

expect() {
  what=$1
  allowed=$2
  shift 2
  status=$(request "$@") || status=unreachable
  case " $allowed " in
    *" $status "*) echo "$what: $status" ;;
    *) echo "$what: $status $(cat /tmp/answer 2>/dev/null)" >&2; exit 1 ;;
  esac
}

attempts=60
until curl --silent --fail --max-time 5 --output /dev/null "$ENDPOINT/healthz"; do
  attempts=$((attempts - 1))
  if [ "$attempts" -le 0 ]; then echo "no object store at $ENDPOINT" >&2; exit 1; fi
  sleep 2
done
`;

// 409: it is there, and is ours; nobody else can make buckets.
const bucketScript = `${request}
expect bucket "200 409" PUT "$BUCKET" ""
`;

// An account that is there gets its secret again, which may have changed.
const accountScript = `${request}
expect account "201 409" PATCH create-user \\
  "<Account><Access>$ACCOUNT_ID</Access><Secret>$ACCOUNT_SECRET</Secret><Role>user</Role></Account>"
expect secret "200" PATCH "update-user?access=$ACCOUNT_ID" \\
  "<MutableProps><Secret>$ACCOUNT_SECRET</Secret><Role>user</Role></MutableProps>"
expect policy "200 204" PUT "$BUCKET?policy=" "$POLICY"
`;
