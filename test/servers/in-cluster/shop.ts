import * as pulumi from "@pulumi/pulumi";
import { restorePod } from "@roadstead/cluster";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { smallCluster } from "../small-cluster.js";

/**
 * A workload with a bucket, two databases, and identities with rights on parts of the bucket.
 * @param restored name of the dump of `orders` that the Job `restore` puts back
 */
export function shop({ restored = "none" }: { readonly restored?: string } = {}): void {
  const parent = new pulumi.ComponentResource("test:index:Shop", "shop");
  const cluster = smallCluster();
  const namespace = "shop";
  const store = cluster.objectStore("shop-files", { namespace }, { parent });
  const database = cluster.database("shop-db", { namespace, databases: ["orders", "audit"], dumps: store }, { parent });
  cluster.identity(namespace, "reader", [{ store, access: "read", prefix: "public/" }], { parent });
  const restorer = cluster.identity(namespace, "restorer", [{ store, access: "read", prefix: "shop-db/" }], { parent });
  cluster.identity(namespace, "writer", [{ store, access: "write", prefix: "private/" }], { parent });
  new Job("restore", {
    metadata: { name: "restore", namespace },
    spec: {
      template: {
        spec: restorePod({
          server: database,
          store,
          prefix: "shop-db/",
          identity: restorer,
          serviceAccount: "restorer",
          images: cluster.summary.images,
          database: {
            database: "orders",
            user: "orders",
            passwordSecret: { name: "shop-db-logins", key: "login-orders" },
          },
          dump: restored,
        }),
      },
    },
  });
}
