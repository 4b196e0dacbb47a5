import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { benchSuite } from "../../bench/bench-suite.js";
import { parseDevicePluginConfigs } from "../../bench/device-plugin-parser.js";
import { type DataName, dataFile, tool, type ToolName } from "../../bench/tools.js";

const privilegedPod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "bare", namespace: "lab" },
  spec: { containers: [{ name: "one", image: "one:1", securityContext: { privileged: true } }] },
};

benchSuite("the tools of the bench", () => {
  it.concurrent.each<[name: ToolName, args: string[], answer: RegExp]>([
    ["pulumi", ["version"], /^v3\.\d+\.\d+$/],
    ["control-plane", ["etcd", "--version"], /etcd Version: 3\.6\./],
    ["control-plane", ["kube-controller-manager", "--version"], /^Kubernetes v1\.35\.4$/],
    ["control-plane", ["kube-scheduler", "--version"], /^Kubernetes v1\.35\.4$/],
    ["kwok", ["--version"], /0\.8\.0/],
    ["kubeconform", ["-v"], /^v0\.8\.0$/],
    ["kube-score", ["version"], /v1\.20\.0/],
    ["checkov", ["--version"], /^3\.3\.30$/],
  ])("has %s, which answers to %j", async (name, args, answer) => {
    expect((await run(name, args)).stdout.trim()).toMatch(answer);
  });

  it.each(["1.34.0", "1.35.0", "1.36.0"])(
    "has the schemas of Kubernetes %s, which find a misspelt field",
    async (version) => {
      const args = ["-strict", "-schema-location", dataFile("kubernetes-schemas"), "-kubernetes-version", version];
      expect(await run("kubeconform", args, privilegedPod)).toMatchObject({ code: 0 });
      const misspelt = { ...privilegedPod, spec: { containers: [{ name: "one", imagePullPolicyy: "Always" }] } };
      const { code, stdout } = await run("kubeconform", args, misspelt);
      expect([code, stdout]).toEqual([
        1,
        expect.stringContaining("additional properties 'imagePullPolicyy' not allowed"),
      ]);
    },
  );

  it("has kube-score, which misses the limits of a container", async () => {
    const { code, stdout } = await run("kube-score", ["score", "--output-format", "ci", "-"], privilegedPod);
    expect(code).toBe(1);
    expect(stdout).toContain("[CRITICAL] bare/lab v1/Pod: (one) CPU limit is not set");
  });

  it("has the Pod Security evaluator, which tells a privileged pod", async () => {
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [privilegedPod, { apiVersion: "example.com/v1", kind: "Own" }],
    };
    const { stdout } = await run("pod-security", ["v1.35"], list);
    const refused = {
      allowed: false,
      reasons: expect.arrayContaining([
        'privileged (container "one" must not set securityContext.privileged=true)',
      ]) as string[],
    };
    expect(JSON.parse(stdout)).toEqual([
      { kind: "Pod", namespace: "lab", name: "bare", baseline: refused, restricted: refused },
    ]);
  });

  it("has NVIDIA's config parser, which says what the plugin ignores", () => {
    const renamed = {
      timeSlicing: { resources: [{ name: "nvidia.com/gpu", rename: "nvidia.com/slice", replicas: 2 }] },
    };
    const [answer] = parseDevicePluginConfigs([JSON.stringify({ version: "v1", sharing: renamed })]);
    expect(answer).toMatchObject({ sharingStrategy: "time-slicing", warnings: [expect.stringContaining("'rename'")] });
  });
});

benchSuite("the data of the bench", () => {
  it("has AWS' own model of its APIs", () => {
    const { shapes } = read<{ shapes: Record<string, { enum?: string[]; required?: string[] }> }>("eks");
    expect(shapes.CapacityTypes?.enum).toContain("CAPACITY_BLOCK");
    expect(shapes.CreateNodegroupRequest?.required).toEqual(["clusterName", "nodegroupName", "subnets", "nodeRole"]);
    expect(Object.keys(read<{ operations: object }>("ec2").operations)).toContain("CreateLaunchTemplate");
  });

  it("has Google's own description of its APIs", () => {
    const { schemas } = read<{ schemas: Record<string, { properties: object }> }>("container.v1");
    expect(Object.keys(schemas.NodeConfig?.properties ?? {})).toContain("accelerators");
    // A property that is named like the prose that was left out.
    expect(Object.keys(schemas.Cluster?.properties ?? {})).toContain("description");
  });

  it("has the hardware of EC2's instance types and the zones that offer them", () => {
    expect(read<Record<string, unknown>>("instance-types")["p5.48xlarge"]).toMatchObject({
      vcpus: 192,
      memoryMib: 2 * 1024 * 1024,
      gpus: [{ manufacturer: "NVIDIA", name: "H100", count: 8 }],
    });
    const zones = read<Record<string, Record<string, string[]>>>("instance-type-zones");
    expect(zones["us-east-1"]?.["us-east-1a"]).toContain("g6.xlarge");
  });

  it("has the stages by which kwok keeps nodes ready and runs pods", () => {
    const stages = parseAllDocuments(readFileSync(dataFile("kwok-stages"), "utf8")).map(
      (document) => document.toJS() as { kind: string; metadata: { name: string } },
    );
    expect(stages.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Stage node-initialize",
      "Stage node-heartbeat-with-lease",
      "Stage pod-complete",
      "Stage pod-delete",
      "Stage pod-ready",
    ]);
  });
});

describe("a tool that is not there", () => {
  it("is an error that says what to run", () => {
    expect(() => tool("no-such-tool" as ToolName)).toThrow(
      /no no-such-tool yet .*: run node test\/bench\/build\/build\.mjs/,
    );
  });
});

function read<T>(name: DataName): T {
  return JSON.parse(readFileSync(dataFile(name), "utf8")) as T;
}

async function run(name: ToolName, args: string[], input: object = {}): Promise<{ code: number; stdout: string }> {
  const process = promisify(execFile)(tool(name), args);
  // A tool that reads nothing may be gone already.
  process.child.stdin?.on("error", () => undefined).end(JSON.stringify(input));
  try {
    return { code: 0, stdout: (await process).stdout };
  } catch (error) {
    return error as { code: number; stdout: string };
  }
}
