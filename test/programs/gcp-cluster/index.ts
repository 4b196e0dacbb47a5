import * as gcp from "@pulumi/gcp";

const network = new gcp.compute.Network("net", { autoCreateSubnetworks: false });
const subnetwork = new gcp.compute.Subnetwork("net-sub", {
  network: network.id,
  ipCidrRange: "10.0.0.0/20",
  region: "europe-west4",
});
const cluster = new gcp.container.Cluster("cluster", {
  location: "europe-west4",
  network: network.name,
  subnetwork: subnetwork.name,
  initialNodeCount: 1,
});
new gcp.container.NodePool("gpu", {
  cluster: cluster.name,
  location: cluster.location,
  nodeConfig: { guestAccelerators: [{ type: "nvidia-l4", count: 1 }] },
});
