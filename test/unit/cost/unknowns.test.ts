import type { GraphResource, PropertyMap, PropertyValue, ResourceGraph } from "@roadstead/core";
import { isPropertyMap, unknownValue } from "@roadstead/core";
import type { Estimate } from "@roadstead/cost";
import { estimate, priceBook } from "@roadstead/cost";
import { describe, expect, it } from "vitest";
import { parseStored } from "../../../packages/plan/src/stored/read-stored.js";
import { awsPrograms } from "./plain-programs-aws.js";
import { gcpPrograms } from "./plain-programs-gcp.js";
import { sizePrograms } from "./plain-programs-sizes.js";
import { exported } from "./plain-state.js";
import { asOf } from "./stack-fixture.js";
import { aGraph } from "../../cli/graph-fixture.js";
import { awsNodeStacks } from "./hand-computed-aws-nodes.js";
import { awsServiceStacks } from "./hand-computed-aws-services.js";
import { gcpStacks } from "./hand-computed-gcp.js";

type Path = readonly (string | number)[];

/** Each place in some properties, containers and what is in them. */
function placesOf(value: PropertyValue, path: Path = []): Path[] {
  const members: readonly (readonly [string | number, PropertyValue])[] = Array.isArray(value)
    ? (value as PropertyValue[]).map((item, i) => [i, item] as const)
    : isPropertyMap(value)
      ? Object.entries(value)
      : [];
  const below = members.flatMap(([step, member]) => placesOf(member, [...path, step]));
  return path.length === 0 ? below : [path, ...below];
}

/** The same with something else at a place. */
function replaced(value: PropertyValue, [step, ...rest]: Path, by: PropertyValue): PropertyValue {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return (value as PropertyValue[]).map((item, i) => (i === step ? replaced(item, rest, by) : item));
  }
  if (!isPropertyMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === step ? replaced(item, rest, by) : item]),
  );
}

const amounts = ({ usdPerMonth, gpuHours }: Estimate): string => JSON.stringify([usdPerMonth, gpuHours]);
const gapsOf = ({ gaps }: Estimate): Set<string> =>
  new Set(gaps.map(({ urn, what, reason }) => `${urn} ${what} ${reason}`));

/** Places whose change alone changes the price, with nothing that says so. */
function silentPlaces(
  graph: ResourceGraph,
  month: (resources: readonly GraphResource[]) => Estimate,
  by: PropertyValue,
) {
  const before = month(graph.resources);
  const known = gapsOf(before);
  return graph.resources.flatMap((resource, i) =>
    placesOf(resource.inputs).flatMap((path) => {
      const changed: GraphResource = {
        ...resource,
        inputs: replaced(resource.inputs, path, by) as PropertyMap,
        // What the provider would answer is not known then either.
        outputs: {},
      };
      const after = month(graph.resources.with(i, changed));
      const isSaid = [...gapsOf(after)].some((gap) => !known.has(gap));
      return amounts(after) === amounts(before) || isSaid ? [] : [`${resource.name}: ${path.join(".")}`];
    }),
  );
}

/** Whole graphs with what prices them. */
const stacks = [
  ...[...awsPrograms, ...gcpPrograms, ...sizePrograms].map((program) => ({
    title: program.title,
    graph: parseStored(exported(program), "state.json").graph,
    sheet: program.sheet,
  })),
  ...[...awsNodeStacks, ...awsServiceStacks, ...gcpStacks].map(({ title, resources, sheet }) => ({
    title,
    graph: aGraph(resources),
    sheet,
  })),
];

describe("a value", () => {
  it.each(stacks)("that is unknown never changes a price without a word: $title", ({ graph, sheet }) => {
    const book = priceBook({ schemaVersion: 1, ...sheet });
    const month = (resources: readonly GraphResource[]): Estimate => estimate({ resources }, { asOf, book });
    expect(silentPlaces(graph, month, unknownValue)).toEqual([]);
  });
});
