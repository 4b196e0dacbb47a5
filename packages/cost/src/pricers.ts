import { autoscalingGroupPricer } from "./aws/autoscaling-group.js";
import { cachePricers } from "./aws/cache.js";
import { capacityReservationPricer } from "./aws/capacity-reservation.js";
import { ec2InstancePricer } from "./aws/ec2-instance.js";
import { eksClusterPricer } from "./aws/eks-cluster.js";
import { eksNodeGroupPricer } from "./aws/eks-node-group.js";
import { fileSystemPricers } from "./aws/file-systems.js";
import { fleetPricers } from "./aws/fleet.js";
import { awsNetworkPricers } from "./aws/network.js";
import { rdsInstancePricer } from "./aws/rds-instance.js";
import { sagemakerPricers } from "./aws/sagemaker.js";
import { awsStoragePricers } from "./aws/storage.js";
import { gcsBucketPricer } from "./gcp/bucket.js";
import { cloudRunPricers } from "./gcp/cloud-run.js";
import { cloudSqlPricers } from "./gcp/cloud-sql.js";
import { gcpComputePricers } from "./gcp/compute-instance.js";
import { gkeClusterPricer } from "./gcp/gke-cluster.js";
import { gkeNodePoolPricer } from "./gcp/gke-node-pool.js";
import { instanceGroupPricer } from "./gcp/instance-group.js";
import { gcpNetworkPricers } from "./gcp/network.js";
import { gcpStorePricers } from "./gcp/stores.js";
import { clusterMadePricers } from "./kubernetes/cluster-made.js";
import { karpenterPricer } from "./kubernetes/karpenter.js";
import { servicePricers } from "./kubernetes/service.js";
import { volumePricers } from "./kubernetes/volumes.js";
import type { Pricer } from "./pricing.js";
import { endpointPricer } from "./whole-stack/forwarding-rules.js";

const pricers: readonly Pricer[] = [
  eksClusterPricer,
  eksNodeGroupPricer,
  autoscalingGroupPricer,
  ec2InstancePricer,
  capacityReservationPricer,
  ...fleetPricers,
  rdsInstancePricer,
  ...cachePricers,
  ...fileSystemPricers,
  ...sagemakerPricers,
  ...awsNetworkPricers,
  ...awsStoragePricers,
  gkeClusterPricer,
  gkeNodePoolPricer,
  ...gcpComputePricers,
  instanceGroupPricer,
  ...gcpNetworkPricers,
  ...cloudSqlPricers,
  gcsBucketPricer,
  ...gcpStorePricers,
  ...cloudRunPricers,
  karpenterPricer,
  ...clusterMadePricers,
  ...servicePricers,
  ...volumePricers,
  endpointPricer,
];

const byType = new Map(pricers.flatMap((pricer) => pricer.types.map((type) => [type, pricer] as const)));

/** What prices resources of a type; undefined where nothing does. */
export const pricerOf = (type: string): Pricer | undefined => byType.get(type);

/** Types that have a price, sorted. */
export const pricedTypes: readonly string[] = [...byType.keys()].sort();
