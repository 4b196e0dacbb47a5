import type { GraphResource, PropertyMap } from "@roadstead/core";
import type { Estimate, PriceSheet } from "@roadstead/cost";
import { estimate, priceBook } from "@roadstead/cost";
import { aGraph, aResource, stackUrn } from "../../cli/graph-fixture.js";

export const asOf = "2026-08-31";

/** A month of some resources. */
export const monthOf = (resources: readonly GraphResource[], sheet?: Omit<PriceSheet, "schemaVersion">): Estimate =>
  estimate(aGraph(resources), { asOf, book: priceBook({ schemaVersion: 1, ...sheet }) });

/** A resource in us-east-1. */
export const onAws = (
  type: string,
  name: string,
  inputs: PropertyMap = {},
  options: Partial<GraphResource> = {},
): GraphResource => aResource({ type: `aws:${type}`, name, inputs: { region: "us-east-1", ...inputs }, ...options });

export const onGcp = (
  type: string,
  name: string,
  inputs: PropertyMap = {},
  options: Partial<GraphResource> = {},
): GraphResource => aResource({ type: `gcp:${type}`, name, inputs, ...options });

export const nodeGroup = (
  name: string,
  [minSize, desiredSize, maxSize]: readonly [number, number, number],
  inputs: PropertyMap = {},
  options: Partial<GraphResource> = {},
): GraphResource =>
  onAws("eks/nodeGroup:NodeGroup", name, { scalingConfig: { minSize, desiredSize, maxSize }, ...inputs }, options);

export const launchTemplate = (name: string, inputs: PropertyMap = {}): GraphResource =>
  onAws("ec2/launchTemplate:LaunchTemplate", name, inputs);

/** What the engine records of an input that was made from a resource. */
export const madeFrom = (input: string, ...resources: readonly GraphResource[]): Partial<GraphResource> => ({
  dependencies: resources.map(({ urn }) => urn),
  propertyDependencies: { [input]: resources.map(({ urn }) => urn) },
});

interface Group {
  readonly key: string;
  readonly capacity: string;
  readonly size: { readonly min: number; readonly max: number };
  readonly nodes?: readonly string[];
}

interface Pool {
  readonly name: string;
  readonly accelerator?: PropertyMap;
  readonly groups: readonly Group[];
}

/** An AiCluster with what pricing reads of its summary. */
export const aiCluster = (name: string, target: string, pools: readonly Pool[]): GraphResource =>
  aResource({
    type: "roadstead:index:AiCluster",
    name,
    kind: "component",
    parent: stackUrn,
    outputs: {
      summary: {
        schemaVersion: 1,
        name,
        target,
        tags: { owner: "ml", costCenter: "1", environment: "prod" },
        pools: pools as unknown as PropertyMap[],
      },
    },
  });
