import type { PropertyMap } from "@roadstead/core";
import type { SampleResource } from "../sample-graph.js";
import { urnOf } from "../sample-graph.js";

/** A program that nobody should be kept from running, as such programs are written. */
export interface GoodStack {
  readonly name: string;
  readonly resources: readonly SampleResource[];
  /** @default "dev" */
  readonly stack?: string;
  readonly guardrails?: Readonly<Record<string, unknown>>;
}

export const tags = { Owner: "ml-platform", CostCenter: "4711", Environment: "dev" };
export const labels = { owner: "ml-platform", "cost-center": "4711", environment: "dev" };
export const aws: SampleResource = {
  type: "pulumi:providers:aws",
  name: "aws",
  inputs: { region: "us-east-1", defaultTags: { tags } },
  more: { kind: "provider" },
};
export const gcp: SampleResource = {
  type: "pulumi:providers:gcp",
  name: "gcp",
  inputs: { project: "ml", region: "us-central1", defaultLabels: labels },
  more: { kind: "provider" },
};
export const made = (
  type: string,
  name: string,
  inputs: PropertyMap,
  more: Partial<SampleResource> = {},
): SampleResource => ({
  type,
  name,
  inputs,
  ...more,
  more: {
    ...(type.startsWith("aws") ? { provider: `${urnOf(aws.type, "aws")}::id` } : {}),
    ...(type.startsWith("gcp") ? { provider: `${urnOf(gcp.type, "gcp")}::id` } : {}),
    ...more.more,
  },
});
