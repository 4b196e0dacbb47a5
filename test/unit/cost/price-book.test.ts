import { describe, expect, it } from "vitest";
import { feeKeys, listRegions, priceBook } from "@roadstead/cost";
import { listFees } from "../../../packages/cost/src/book/fees.js";
import { listMachines } from "../../../packages/cost/src/book/machines.js";
import type { PriceSource } from "@roadstead/cost";

const isDated = ({ id, source, readOn }: PriceSource): boolean =>
  id !== "" && source.length > 20 && /^20\d\d-\d\d-\d\d$/.test(readOn) && !Number.isNaN(Date.parse(readOn));

describe("the price book", () => {
  it("says of each fee what it is, where it holds, who says so and of which day it is", () => {
    const bad = listFees.filter(
      ({ key, usd, region, source }) =>
        !/^(aws|gcp)(\.[a-z0-9-]+)+$/.test(key) || !(usd > 0) || !/^(\*|[a-z0-9-]+)$/.test(region) || !isDated(source),
    );
    expect(bad).toEqual([]);
  });

  it("has each fee once in a region, and none of a region beside one of all regions", () => {
    const places = listFees.map(({ key, region }) => `${key} ${region}`);
    expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([]);
    const everywhere = new Set(listFees.filter(({ region }) => region === "*").map(({ key }) => key));
    expect(listFees.filter(({ key, region }) => region !== "*" && everywhere.has(key))).toEqual([]);
  });

  it("says of each machine the same", () => {
    const machines = (["aws", "gcp"] as const).flatMap((cloud) =>
      listRegions(cloud).flatMap((region) => listMachines(cloud, region)),
    );
    expect(machines.length).toBeGreaterThan(13_000);
    const bad = machines.filter(
      ({ region, source, onDemandUsd, spotUsd }) =>
        region === "" || !isDated(source) || onDemandUsd === 0 || spotUsd === 0 || source.licence === undefined,
    );
    expect(bad).toEqual([]);
  });

  it("names sources that differ by names that differ", () => {
    const sources = new Map<string, PriceSource>();
    for (const { source } of listFees) {
      expect(sources.get(source.id) ?? source).toBe(source);
      sources.set(source.id, source);
    }
  });

  it("has no fee of which it does not tell the unit", () => {
    const book = priceBook();
    const units = new Set(feeKeys.flatMap((key) => listFees.find((fee) => fee.key === key)?.unit ?? "none"));
    expect(units.has("none" as never)).toBe(false);
    expect(book.fee("aws.eks.control-plane", "ap-south-1")).toMatchObject({ usd: 0.1, unit: "hour" });
    expect(book.fee("aws.nat-gateway", "eu-west-1")).toBeUndefined();
  });
});
