import { describe, expect, it } from "vitest";
import { sdkConfig, wireConfig } from "../../../packages/plan/src/monitor/deployment-config.js";
import { wireSecret, wireUnknown } from "../../../packages/plan/src/wire/wire-value.js";

const values = {
  config: { "aws:region": "eu-west-1", "aws:token": "t", "aws:secretKey": wireUnknown },
  secretKeys: ["aws:secretKey", "aws:token"],
  encryptedKeys: ["aws:secretKey"],
};

describe("configuration", () => {
  it("reaches default providers with secrets marked and what is encrypted unknown", () => {
    expect(wireConfig(values)).toEqual({
      "aws:region": "eu-west-1",
      "aws:token": wireSecret("t"),
      "aws:secretKey": wireUnknown,
    });
  });

  it("reaches the SDK as its launcher hands it over", () => {
    const variables = sdkConfig(values);
    expect(JSON.parse(variables["PULUMI_CONFIG"] ?? "")).toEqual(values.config);
    expect(JSON.parse(variables["PULUMI_CONFIG_SECRET_KEYS"] ?? "")).toEqual(values.secretKeys);
  });
});
