/*
 * The regions in which the price list of gcp-price-list.ts names the types of a machine series, sorted. A zone
 * of such a region may still lack a type.
 */

// prettier-ignore
export const gcpRegions = {
  "a2-highgpu": [
    "asia-northeast1", "asia-northeast3", "asia-southeast1", "europe-west4", "me-west1", "us-central1",
    "us-east1", "us-west1", "us-west3", "us-west4",
  ],
  "a2-megagpu": [
    "asia-southeast1", "europe-west4", "us-central1",
  ],
  "a2-ultragpu": [
    "asia-southeast1", "europe-west4", "us-central1", "us-east4", "us-east5",
  ],
  "a3-highgpu": [
    "asia-east1", "asia-northeast1", "asia-south1", "asia-south2", "asia-southeast1",
    "australia-southeast1", "europe-north1", "europe-west1", "europe-west3", "europe-west4",
    "europe-west9", "us-central1", "us-east4", "us-east5", "us-west1", "us-west4",
  ],
  "a3-megagpu": [
    "asia-northeast1", "asia-southeast1", "australia-southeast1", "europe-west1", "europe-west3",
    "europe-west4", "us-east4", "us-east5", "us-west4",
  ],
  "g2": [
    "asia-east1", "asia-northeast1", "asia-northeast3", "asia-south1", "asia-southeast1",
    "europe-west1", "europe-west2", "europe-west3", "europe-west4", "europe-west6", "me-central2",
    "northamerica-northeast1", "northamerica-northeast2", "us-central1", "us-east1", "us-east4",
    "us-west1", "us-west4",
  ],
  "g4": [
    "asia-east1", "asia-south1", "asia-south2", "asia-southeast1", "asia-southeast2", "europe-north1",
    "europe-west1", "europe-west10", "europe-west2", "europe-west4", "europe-west8", "me-central2",
    "us-central1", "us-east1", "us-east4", "us-east5", "us-south1", "us-west1", "us-west3", "us-west4",
  ],
  "g4-fraction": [
    "asia-east1", "europe-north1", "europe-west2", "europe-west4", "us-central1", "us-east1",
    "us-east5", "us-south1",
  ],
  "e2": [
    "africa-south1", "asia-east1", "asia-east2", "asia-northeast1", "asia-northeast2",
    "asia-northeast3", "asia-south1", "asia-south2", "asia-southeast1", "asia-southeast2",
    "australia-southeast1", "australia-southeast2", "europe-central2", "europe-north1", "europe-north2",
    "europe-southwest1", "europe-west1", "europe-west10", "europe-west12", "europe-west2",
    "europe-west3", "europe-west4", "europe-west6", "europe-west8", "europe-west9", "me-central1",
    "me-central2", "me-west1", "northamerica-northeast1", "northamerica-northeast2",
    "northamerica-south1", "southamerica-east1", "southamerica-west1", "us-central1", "us-east1",
    "us-east4", "us-east5", "us-south1", "us-west1", "us-west2", "us-west3", "us-west4",
  ],
  "n2": [
    "africa-south1", "asia-east1", "asia-east2", "asia-northeast1", "asia-northeast2",
    "asia-northeast3", "asia-south1", "asia-south2", "asia-southeast1", "asia-southeast2",
    "australia-southeast1", "australia-southeast2", "europe-central2", "europe-north1",
    "europe-southwest1", "europe-west1", "europe-west10", "europe-west12", "europe-west2",
    "europe-west3", "europe-west4", "europe-west6", "europe-west8", "europe-west9", "me-central1",
    "me-central2", "me-west1", "northamerica-northeast1", "northamerica-northeast2",
    "southamerica-east1", "southamerica-west1", "us-central1", "us-east1", "us-east4", "us-east5",
    "us-south1", "us-west1", "us-west2", "us-west3", "us-west4",
  ],
  "c3": [
    "asia-northeast1", "asia-south1", "asia-south2", "asia-southeast1", "australia-southeast1",
    "australia-southeast2", "europe-north1", "europe-west1", "europe-west2", "europe-west3",
    "europe-west4", "europe-west9", "me-central2", "me-west1", "northamerica-northeast1",
    "southamerica-east1", "us-central1", "us-east1", "us-east4", "us-east5", "us-south1", "us-west1",
    "us-west2", "us-west3", "us-west4",
  ],
  "c3-lssd": [
    "asia-northeast1", "asia-northeast2", "asia-south1", "asia-southeast1", "australia-southeast1",
    "europe-west1", "europe-west2", "europe-west3", "europe-west4", "me-central2", "me-west1",
    "northamerica-northeast1", "southamerica-east1", "us-central1", "us-east1", "us-east4", "us-east5",
    "us-south1", "us-west1", "us-west4",
  ],
  "t2a": [
    "asia-southeast1", "europe-west4", "us-central1",
  ],
  "c4a": [
    "asia-east1", "asia-northeast1", "asia-south1", "asia-southeast1", "australia-southeast1",
    "australia-southeast2", "europe-central2", "europe-north1", "europe-north2", "europe-southwest1",
    "europe-west1", "europe-west2", "europe-west3", "europe-west4", "me-central2",
    "northamerica-northeast1", "northamerica-northeast2", "northamerica-south1", "southamerica-west1",
    "us-central1", "us-east1", "us-east4", "us-east5", "us-south1", "us-west1", "us-west2", "us-west4",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
