import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { restorePod } from "@roadstead/cluster";
import * as pulumi from "@pulumi/pulumi";
import { smallCluster } from "../small-cluster.js";

/** The Job that an administrator writes to put a dump of the registry's database back. */
export function restore(dump: string): void {
  const endpoint = "http://models-artifacts.models.svc:7070";
  const { summary } = smallCluster();
  const key = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: "mlflow-dump-store-key", key: name } } });
  new Job("restore", {
    metadata: { name: "restore", namespace: "models" },
    spec: {
      template: {
        spec: restorePod({
          server: { host: pulumi.output("models-database.models.svc"), port: 5432, sslMode: "require" },
          store: {
            scheme: "s3",
            bucket: pulumi.output("models-artifacts"),
            prefix: "",
            uri: pulumi.output("s3://models-artifacts"),
            endpoint: pulumi.output(endpoint),
            region: pulumi.output("us-east-1"),
            egress: [],
            ready: [],
          },
          prefix: "dumps/",
          identity: { env: [key("AWS_ACCESS_KEY_ID"), key("AWS_SECRET_ACCESS_KEY")] },
          serviceAccount: "mlflow-dump",
          images: summary.images,
          database: {
            database: "mlflow",
            user: "mlflow",
            passwordSecret: { name: "mlflow-database", key: "tracking" },
          },
          dump,
        }),
      },
    },
  });
}
