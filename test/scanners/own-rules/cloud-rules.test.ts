import { describe, expect, it } from "vitest";
import type { JsonValue } from "@roadstead/core";
import type { CloudResource } from "../terraform/terraform-plan.js";
import { cloudRules, judgeCloudsByOwnRules } from "./cloud-rules.js";

const type = "aws:ec2/launchTemplate:LaunchTemplate";
const disk = (encrypted?: string | boolean) => ({
  deviceName: "/dev/xvda",
  ebs: { volumeSize: 100, ...(encrypted === undefined ? {} : { encrypted }) },
});
const instanceStore = { deviceName: "/dev/sdb", virtualName: "ephemeral0" };

describe("own rules about clouds", () => {
  it.each([
    ["a disk that is encrypted", [disk("true")]],
    ["one whose program says so by a boolean", [disk(true)]],
    ["a disk of the machine itself, which AWS encrypts", [disk("true"), instanceStore]],
  ])("pass %s", (_, blockDeviceMappings) => {
    expect(judged({ blockDeviceMappings })).toMatchObject([{ check: "encrypted-disks", passed: true }]);
  });

  it.each([
    ["is not encrypted", [disk("false")], "does not encrypt /dev/xvda"],
    ["says nothing", [disk()], "does not encrypt /dev/xvda"],
    ["is one of two", [disk("true"), { ...disk("false"), deviceName: "/dev/xvdb" }], "does not encrypt /dev/xvdb"],
    ["is its image's", [], "leaves it to its image whether disks are encrypted"],
  ])("find a disk that %s", (_, blockDeviceMappings, message) => {
    expect(judged({ blockDeviceMappings })).toMatchObject([{ check: "encrypted-disks", passed: false, message }]);
  });

  it("say nothing of other resources", () => {
    expect(cloudRules.map((rule) => rule.type)).toEqual([type]);
    expect(judgeCloudsByOwnRules([{ name: "program", resources: [resource("aws:ec2/vpc:Vpc", {})] }])).toEqual([]);
  });
});

const judged = (inputs: CloudResource["inputs"]) =>
  judgeCloudsByOwnRules([{ name: "program", resources: [resource(type, inputs)] }]);

function resource(type: string, inputs: Readonly<Record<string, JsonValue>>): CloudResource {
  return { urn: `urn:pulumi:dev::project::${type}::own`, type, name: "own", inputs, propertyDependencies: {} };
}
