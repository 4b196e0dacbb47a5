import { gpus } from "@roadstead/core";
import { replicaProfile, replicaProfiles, withOwnFigures } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { maxBatchOf } from "../../../../packages/cost/src/forecast/service/max-batch.js";
import { measuredFigures } from "../../../../packages/cost/src/forecast/service/measured-profiles.js";
import { servedModels } from "../../../../packages/cost/src/forecast/service/served-model.js";
import { hasTraces } from "../traces-folder.js";
import { refit } from "./profile-data.js";

describe("the table of profiles", () => {
  it("has names that tell them apart, and says of each where it comes from", () => {
    expect(new Set(replicaProfiles.map(({ name }) => name)).size).toBe(replicaProfiles.length);
    for (const { provenance, gpu } of replicaProfiles) {
      expect(provenance.source).not.toBe("");
      expect(gpus[gpu].product).toContain("NVIDIA");
    }
  });

  it("calls measured only what a data set has, never L4, A10G or L40S", () => {
    const measured = replicaProfiles.filter(({ provenance }) => provenance.kind === "measured");
    expect(measured.length).toBe(measuredFigures.length);
    expect(measured.filter(({ gpu }) => ["l4", "a10g", "l40s"].includes(gpu))).toEqual([]);
    for (const gpu of ["l4", "a10g", "l40s", "a100-80"]) {
      const { provenance } = replicaProfile(`llama-3.1-8b/${gpu}`)!;
      expect([gpu, provenance.kind, provenance.source.split(" ")[0]]).toEqual([gpu, "derived", "roofline"]);
    }
  });

  it("has all weights and at least sixteen requests in the memory of its GPUs", () => {
    for (const { maxBatch, name } of replicaProfiles) expect([name, maxBatch >= 16]).toEqual([name, true]);
  });

  it("derives what is slower where memory is slower: an iteration on L4 takes 11 times that on H100", () => {
    const [l4, h100] = ["llama-3.1-8b/l4", "llama-3.1-8b/h100-80"].map((name) => replicaProfile(name)!);
    expect(l4!.decodeMs / h100!.decodeMs).toBeCloseTo(3.35 / 0.3, 10);
    expect(l4!.prefillTokensPerSecond / h100!.prefillTokensPerSecond).toBeCloseTo((121 * 0.32) / (989.5 * 0.45), 10);
  });
});

describe.skipIf(!hasTraces)("measured profiles and their data", () => {
  it.each(measuredFigures.map((figures) => [`${figures.model} on ${figures.gpus} ${figures.gpu}`, figures] as const))(
    "%s is what the data says",
    (_, figures) => {
      const again = refit(figures);
      expect(Math.abs(figures.decodeMs / again.decodeMs - 1)).toBeLessThan(0.005);
      expect(Math.abs(figures.decodeMsPerRequest / again.decodeMsPerRequest - 1)).toBeLessThan(0.01);
      expect(Math.abs(figures.prefillTokensPerSecond / again.prefillTokensPerSecond - 1)).toBeLessThan(0.005);
      // The law itself, three numbers for tens of measurements.
      expect(again.meanError).toBeLessThan(0.1);
    },
  );
});

describe("places of a replica", () => {
  it("are what keys and values leave of nine tenths of the memory", () => {
    // 24 GiB x 0.9 - 16.06 GB leave 7.13 GB; 2,048 tokens of 128 KiB take 268 MB.
    expect(maxBatchOf(servedModels["llama-3.1-8b"], "l4", 1)).toBe(26);
    expect(maxBatchOf(servedModels["llama-3.1-8b"], "l4", 1, 4096)).toBe(13);
  });

  it("are none where the weights alone do not fit, and 256 at most", () => {
    expect(maxBatchOf(servedModels["llama-2-70b"], "l4", 1)).toBe(0);
    expect(maxBatchOf(servedModels["llama-3.2-3b"], "h200-141", 1)).toBe(256);
  });

  it("follow the size of a traffic's requests", () => {
    expect(replicaProfile("llama-3.1-8b/l4", 512)!.maxBatch).toBe(106);
    expect(replicaProfile("llama-3.1-8b/none")).toBeUndefined();
  });
});

describe("own figures", () => {
  it("stand in for those of the table, and are called the user's", () => {
    const known = replicaProfile("llama-3.1-8b/l4")!;
    const own = withOwnFigures(known, { decodeMs: 60, maxBatch: 32 });
    expect(own).toMatchObject({ decodeMs: 60, maxBatch: 32, decodeMsPerRequest: known.decodeMsPerRequest });
    expect(own.provenance.kind).toBe("user");
    expect(own.provenance.source).toMatch(/^own decodeMs, maxBatch; the rest: roofline/);
  });

  it("change nothing where there are none", () => {
    const known = replicaProfile("llama-3.1-8b/l4")!;
    expect(withOwnFigures(known, {})).toBe(known);
  });
});
