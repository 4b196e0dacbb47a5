import { describe, expect, it } from "vitest";
import { type CloudResource, terraformPlan } from "./terraform-plan.js";

const vpc = resource("aws:ec2/vpc:Vpc", "main-vpc", { cidrBlock: "10.0.0.0/16", tags: { costCenter: "4711" } });
const subnets = ["a", "b"].map((zone) =>
  resource("aws:ec2/subnet:Subnet", `private-${zone}`, { vpcId: "<unknown:vpcId>" }, { vpcId: [vpc.urn] }),
);

describe("cloud resources as a Terraform plan", () => {
  it("have Terraform's names: of types, arguments, and repeated blocks", () => {
    const group = resource("aws:eks/nodeGroup:NodeGroup", "pool", {
      nodeGroupName: "pool",
      taints: [{ key: "gpu", effect: "NO_SCHEDULE" }],
    });
    expect(planned([group])).toEqual([
      {
        address: "aws_eks_node_group.pool",
        mode: "managed",
        type: "aws_eks_node_group",
        name: "pool",
        values: { node_group_name: "pool", taint: [{ key: "gpu", effect: "NO_SCHEDULE" }] },
      },
    ]);
  });

  it("have objects as blocks, at every depth, and maps with the user's keys as they are", () => {
    const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "nodes", {
      metadataOptions: { httpTokens: "required" },
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 100 } }],
      tags: { costCenter: "4711" },
    });
    expect(planned([template])[0]?.values).toEqual({
      metadata_options: [{ http_tokens: "required" }],
      block_device_mappings: [{ device_name: "/dev/xvda", ebs: [{ volume_size: 100 }] }],
      tags: { costCenter: "4711" },
    });
  });

  it("refer to each other where a value is known only later", () => {
    const cluster = resource(
      "aws:eks/cluster:Cluster",
      "ai",
      {
        encryptionConfig: { provider: { keyArn: "<unknown:encryptionConfig.provider.keyArn>" } },
        vpcConfig: { subnetIds: ["<unknown:vpcConfig.subnetIds[0]>", "<unknown:vpcConfig.subnetIds[1]>"] },
      },
      { encryptionConfig: ["urn:key"], vpcConfig: subnets.map(({ urn }) => urn) },
    );
    const key = { ...resource("aws:kms/key:Key", "secrets", {}), urn: "urn:key" };
    const plan = terraformPlan([vpc, ...subnets, key, cluster]);
    const { resources } = plan.planned_values.root_module;
    expect(resources[1]?.values).toEqual({ vpc_id: "aws_vpc.main_vpc.id" });
    expect(resources.at(-1)?.values).toEqual({
      encryption_config: [{ provider: [{ key_arn: "aws_kms_key.secrets.arn" }] }],
      vpc_config: [{ subnet_ids: ["aws_subnet.private_a.id", "aws_subnet.private_b.id"] }],
    });
    expect(plan.configuration.root_module.resources[1]).toMatchObject({
      address: "aws_subnet.private_a",
      expressions: { vpc_id: { references: ["aws_vpc.main_vpc.id", "aws_vpc.main_vpc"] } },
    });
  });

  it("are all created", () => {
    const { resource_changes: changes } = terraformPlan([vpc]);
    expect(changes).toMatchObject([{ address: "aws_vpc.main_vpc", change: { actions: ["create"], before: null } }]);
  });

  it("have addresses of their own, also where Pulumi's names differ in signs or by their parents only", () => {
    const names = ["main.vpc", "main-vpc", "main-vpc"];
    const same = names.map((name, i) => ({ ...resource("aws:ec2/vpc:Vpc", name, {}), urn: `urn:${i}` }));
    expect(planned(same).map(({ address }) => address)).toEqual([
      "aws_vpc.main_vpc",
      "aws_vpc.main_vpc_2",
      "aws_vpc.main_vpc_3",
    ]);
  });

  it("are refused where Terraform's type is not known, rather than left out", () => {
    expect(() => terraformPlan([resource("aws:sqs/queue:Queue", "models", {})])).toThrow(
      "aws:sqs/queue:Queue has no Terraform type",
    );
  });
});

function planned(resources: readonly CloudResource[]) {
  return terraformPlan(resources).planned_values.root_module.resources;
}

function resource(
  type: string,
  name: string,
  inputs: CloudResource["inputs"],
  propertyDependencies: CloudResource["propertyDependencies"] = {},
): CloudResource {
  return { urn: `urn:pulumi:dev::project::${type}::${name}`, type, name, inputs, propertyDependencies };
}
