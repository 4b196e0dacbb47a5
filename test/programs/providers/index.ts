import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";

const west = new aws.Provider("west", { region: "us-west-2", defaultTags: { tags: { team: "ml" } } });
const cluster = new aws.eks.Cluster("cluster", { roleArn: "role", vpcConfig: { subnetIds: [] } }, { provider: west });

// The cluster does not exist yet, so neither does its provider's configuration.
const provider = new k8s.Provider("cluster", { kubeconfig: cluster.endpoint });
const namespace = new k8s.core.v1.Namespace("apps", { metadata: { name: "apps" } }, { provider });
new k8s.core.v1.ConfigMap(
  "config",
  { metadata: { namespace: namespace.metadata.name }, data: { plain: "p" } },
  { provider },
);
new aws.s3.Bucket("default", {});
export const namespaceName = namespace.metadata.name;
