import type { PriceSheet } from "@roadstead/cost";
import { readPriceSheet } from "@roadstead/cost";
import { describe, expect, it } from "vitest";

const rulesOf = (value: unknown): string[] =>
  readPriceSheet(value).problems.map(({ rule, path }) => `${path} [${rule}]`);

const full: PriceSheet = {
  schemaVersion: 1,
  source: "contract 2026-14",
  readOn: "2026-08-01",
  providers: {
    aws: {
      multiplier: 0.85,
      region: "us-east-1",
      regions: { "eu-central-1": { like: "us-east-1", multiplier: 1.2 } },
      spot: { ratio: 0.4, low: 0.3, high: 0.7 },
      machines: { "p5e.48xlarge": { onDemandUsdPerHour: 60, gpus: 8, regions: ["us-east-2"] } },
    },
  },
  fees: { "gcp.gpu.nvidia-tesla-t4": 0.35 },
  committed: [{ provider: "gcp", machineType: "g2-standard-8", count: 4, usdPerHour: 0.6 }],
  onPrem: {
    nodeTypes: {
      dgx: { capexUsd: 200_000, amortisationMonths: 48, powerWatts: 6500, usdPerKwh: 0.18, staffUsdPerMonth: 800 },
    },
    nodes: { "onprem/lab": "dgx" },
  },
  utilisation: { default: 0.5, pools: { serving: 0.25 } },
  usage: { logs: { ingestedGib: 10 } },
};

describe("a price sheet", () => {
  it("is read whole", () => {
    expect(readPriceSheet(full)).toEqual({ sheet: full, problems: [] });
  });

  it.each([undefined, null, 1, "a", []])("is no %j", (value) => {
    expect(rulesOf(value)).toEqual(["prices [prices/type]"]);
  });

  it("tells all that is wrong at once, sorted by path", () => {
    const sheet = {
      schemaVersion: 2,
      readOn: "yesterday",
      provider: {},
      providers: { aws: { multiplier: 0, spot: { ratio: 1.2 } } },
      committed: [{ provider: "azure", machineType: "x", count: 1.5, usdPerHour: -1 }],
      utilisation: { pools: { "a b": 2 } },
    };
    expect(rulesOf(sheet)).toEqual([
      "committed[0].count [prices/number]",
      "committed[0].provider [prices/provider]",
      "committed[0].usdPerHour [prices/number]",
      "provider [prices/unknown-key]",
      "providers.aws.multiplier [prices/number]",
      "providers.aws.spot.ratio [prices/number]",
      "readOn [prices/date]",
      "schemaVersion [prices/version]",
      'utilisation.pools["a b"] [prices/number]',
    ]);
  });

  it("suggests the key that was meant", () => {
    const { problems } = readPriceSheet({ schemaVersion: 1, utilization: {} });
    expect(problems[0]?.hint).toBe("did you mean utilisation?");
  });

  it("refuses a node type that it does not have, and a range that is none", () => {
    const nodes = { lab: "dgy" };
    const spot = { ratio: 0.4, low: 0.5 };
    expect(rulesOf({ ...full, providers: { aws: { spot } }, onPrem: { ...full.onPrem, nodes } })).toEqual([
      "onPrem.nodes.lab [prices/node-type]",
      "providers.aws.spot [prices/spot-range]",
    ]);
  });

  it("refuses numbers that are none", () => {
    expect(
      rulesOf({ schemaVersion: 1, fees: { "aws.secret": Infinity, "aws.kms.key": NaN, "gcp.run.vcpu": "1" } }),
    ).toHaveLength(3);
  });

  it("refuses a fee that nothing is priced by and a region that the list has not, beside all else that is wrong", () => {
    const sheet = {
      schemaVersion: 2,
      fees: { "aws.nat-gatway": 1, "aws.elasticache.cache.t4g.micro": 0.016, "gcp.run.gpu.nvidia-l4": 0.67 },
      providers: { gcp: { regions: { "europe-west9": { like: "europe-west-4" } } } },
    };
    const { problems } = readPriceSheet(sheet);
    expect(problems.map(({ path, hint }) => [path, hint])).toEqual([
      ['fees["aws.nat-gatway"]', "did you mean aws.nat-gateway?"],
      ["providers.gcp.regions.europe-west9.like", "did you mean europe-west4?"],
      ["schemaVersion", undefined],
    ]);
  });
});
