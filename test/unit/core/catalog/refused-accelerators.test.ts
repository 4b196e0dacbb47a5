import {
  awsMachineTypes,
  gcpMachineTypes,
  gpus,
  refusedAccelerator,
  refusedAccelerators,
  refusedMachineFamilies,
  refusedMachineType,
} from "@roadstead/core";
import { describe, expect, it } from "vitest";

describe("refused accelerators", () => {
  it.each(["radeon-pro-v520", "MI300X", "trainium2", "inferentia", "gaudi", "tpu-v5e"])(
    "%s is refused as not an NVIDIA GPU",
    (name) => {
      expect(refusedAccelerator(name)).toMatch(/^not an NVIDIA GPU: /);
    },
  );

  it("share no name with the catalog", () => {
    expect(Object.keys(refusedAccelerators).filter((name) => Object.hasOwn(gpus, name))).toEqual([]);
  });

  it("know nothing against a GPU of the catalog, a misspelt name or an inherited one", () => {
    expect(["h100-80", "h100", "toString"].map(refusedAccelerator)).toEqual([undefined, undefined, undefined]);
  });
});

describe("refused machine families", () => {
  it.each([
    ["g4ad.xlarge", /AMD/],
    ["trn2.48xlarge", /Neuron/],
    ["inf1.xlarge", /Neuron/],
    ["dl1.24xlarge", /Gaudi/],
    ["ct5lp-hightpu-4t", /TPU/],
    ["p6e-gb200.36xlarge", /^not yet/],
  ])("refuse %s with the reason", (name, reason) => {
    expect(refusedMachineType(name)).toMatch(reason);
  });

  it("hold no type of the catalog", () => {
    const names = [...awsMachineTypes, ...gcpMachineTypes].map((type) => type.name);
    expect(names.filter((name) => refusedMachineType(name) !== undefined)).toEqual([]);
  });

  it("say the reason in every row", () => {
    expect(Object.values(refusedMachineFamilies).filter((reason) => reason.length < 20)).toEqual([]);
  });
});
