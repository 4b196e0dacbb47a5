import type { PriceSource } from "./price-source.js";

/** What one unit of a fee is. Months are of 730 hours; GiB and what the clouds call GB are the same here. */
export type FeeUnit = "hour" | "month" | "gib-month" | "gib" | "iops-month" | "mibps-month" | "vcpu-hour" | "gib-hour";

/*
 * Price pages of the clouds where they could be read, else articles that repeat them. Facts, not texts, are taken over.
 */
const sources = {
  "aws-fees": {
    id: "aws-fees",
    source:
      "AWS price pages for us-east-1 as repeated by articles of 2026 (aws.amazon.com/eks/pricing, /vpc/pricing, " +
      "/ebs/pricing, /cloudwatch/pricing, /elasticloadbalancing/pricing, /s3/pricing, /kms/pricing, " +
      "/secrets-manager/pricing)",
    readOn: "2026-08-22",
  },
  "aws-rds": {
    id: "aws-rds",
    source: "aws.amazon.com/rds/postgresql/pricing for us-east-1 as repeated by infratally.com, 2026",
    readOn: "2026-06-01",
  },
  "gcp-fees": {
    id: "gcp-fees",
    source:
      "cloud.google.com/kubernetes-engine/pricing, /nat/pricing, /vpc/network-pricing, /load-balancing/pricing, " +
      "/compute/disks-image-pricing, /storage/pricing",
    readOn: "2026-08-22",
  },
  "gcp-sql": {
    id: "gcp-sql",
    source: "cloud.google.com/sql/pricing for us-central1 as repeated by usage.ai, 2026",
    readOn: "2026-05-01",
  },
} as const satisfies Readonly<Record<string, PriceSource>>;

/** `*`: the same in every region. */
type Row = readonly [key: string, region: string, usd: number, unit: FeeUnit, source: keyof typeof sources];

// prettier-ignore
const rows = [
  ["aws.eks.control-plane",          "*",         0.10,   "hour",        "aws-fees"],
  ["aws.eks.extended-support",       "*",         0.50,   "hour",        "aws-fees"],
  ["aws.public-ipv4",                "*",         0.005,  "hour",        "aws-fees"],
  ["aws.nat-gateway",                "us-east-1", 0.045,  "hour",        "aws-fees"],
  ["aws.nat-gateway.data",           "us-east-1", 0.045,  "gib",         "aws-fees"],
  ["aws.interface-endpoint",         "us-east-1", 0.01,   "hour",        "aws-fees"],
  ["aws.interface-endpoint.data",    "us-east-1", 0.01,   "gib",         "aws-fees"],
  ["aws.load-balancer.application",  "us-east-1", 0.0225, "hour",        "aws-fees"],
  ["aws.load-balancer.network",      "us-east-1", 0.0225, "hour",        "aws-fees"],
  ["aws.load-balancer.classic",      "us-east-1", 0.025,  "hour",        "aws-fees"],
  ["aws.disk.gp3",                   "us-east-1", 0.08,   "gib-month",   "aws-fees"],
  ["aws.disk.gp3.iops",              "us-east-1", 0.005,  "iops-month",  "aws-fees"],
  ["aws.disk.gp3.throughput",        "us-east-1", 0.04,   "mibps-month", "aws-fees"],
  ["aws.disk.gp2",                   "us-east-1", 0.10,   "gib-month",   "aws-fees"],
  ["aws.disk.io1",                   "us-east-1", 0.125,  "gib-month",   "aws-fees"],
  ["aws.disk.io1.iops",              "us-east-1", 0.065,  "iops-month",  "aws-fees"],
  ["aws.disk.io2",                   "us-east-1", 0.125,  "gib-month",   "aws-fees"],
  ["aws.disk.io2.iops",              "us-east-1", 0.065,  "iops-month",  "aws-fees"],
  ["aws.disk.st1",                   "us-east-1", 0.045,  "gib-month",   "aws-fees"],
  ["aws.disk.sc1",                   "us-east-1", 0.015,  "gib-month",   "aws-fees"],
  ["aws.logs.ingest",                "us-east-1", 0.50,   "gib",         "aws-fees"],
  ["aws.logs.storage",               "us-east-1", 0.03,   "gib-month",   "aws-fees"],
  ["aws.object-storage",             "us-east-1", 0.023,  "gib-month",   "aws-fees"],
  ["aws.kms.key",                    "*",         1,      "month",       "aws-fees"],
  ["aws.secret",                     "*",         0.40,   "month",       "aws-fees"],
  ["aws.rds.postgres.db.t4g.micro",  "us-east-1", 0.016,  "hour",        "aws-rds"],
  ["aws.rds.postgres.db.t4g.small",  "us-east-1", 0.032,  "hour",        "aws-rds"],
  ["aws.rds.postgres.db.t4g.medium", "us-east-1", 0.065,  "hour",        "aws-rds"],
  ["aws.rds.storage.gp3",            "us-east-1", 0.115,  "gib-month",   "aws-rds"],
  ["aws.rds.storage.gp2",            "us-east-1", 0.115,  "gib-month",   "aws-rds"],
  ["gcp.gke.control-plane",          "*",         0.10,   "hour",        "gcp-fees"],
  ["gcp.gke.extended-support",       "*",         0.50,   "hour",        "gcp-fees"],
  ["gcp.external-ipv4",              "*",         0.005,  "hour",        "gcp-fees"],
  ["gcp.nat.vm",                     "*",         0.0014, "hour",        "gcp-fees"],
  ["gcp.nat.most",                   "*",         0.044,  "hour",        "gcp-fees"],
  ["gcp.nat.data",                   "*",         0.045,  "gib",         "gcp-fees"],
  ["gcp.forwarding-rules.first-five", "*",        0.025,  "hour",        "gcp-fees"],
  ["gcp.forwarding-rules.further",   "*",         0.01,   "hour",        "gcp-fees"],
  ["gcp.disk.pd-standard",           "us-central1", 0.04, "gib-month",   "gcp-fees"],
  ["gcp.disk.pd-balanced",           "us-central1", 0.10, "gib-month",   "gcp-fees"],
  ["gcp.disk.pd-ssd",                "us-central1", 0.17, "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-central1", 0.02, "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-east1",  0.02,   "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-east4",  0.023,  "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-east5",  0.02,   "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-west1",  0.02,   "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-west2",  0.023,  "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-west3",  0.023,  "gib-month",   "gcp-fees"],
  ["gcp.object-storage",             "us-west4",  0.023,  "gib-month",   "gcp-fees"],
  ["gcp.sql.enterprise.vcpu",        "us-central1", 0.0413, "vcpu-hour", "gcp-sql"],
  ["gcp.sql.enterprise.memory",      "us-central1", 0.007, "gib-hour",   "gcp-sql"],
] as const satisfies readonly Row[];

export interface Fee {
  readonly usd: number;
  readonly unit: FeeUnit;
  readonly region: string;
  readonly source: PriceSource;
}

const byKey = new Map<string, Fee>(
  rows.map(([key, region, usd, unit, source]) => [`${key} ${region}`, { usd, unit, region, source: sources[source] }]),
);

/** Keys of {@link listFee}, sorted, for hints. */
export const feeKeys: readonly string[] = [...new Set(rows.map(([key]) => key))].sort();

/** A fee in a region; undefined where no list that was read has it. */
export const listFee = (key: string, region: string): Fee | undefined =>
  byKey.get(`${key} ${region}`) ?? byKey.get(`${key} *`);
