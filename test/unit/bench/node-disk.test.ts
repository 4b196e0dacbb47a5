import { describe, expect, it } from "vitest";
import { allocatableDiskGib } from "../../bench/nodes/node-disk.js";
import { nodeDisk as eksDisk } from "../../bench/providers/aws/eks/node-disk.js";
import { nodeDisk as gkeDisk } from "../../bench/providers/gcp/node-disk.js";

const volume = (deviceName: string, volumeSize: number) => ({ deviceName, ebs: { volumeSize } });
const mappings = [volume("/dev/xvda", 200), volume("/dev/xvdb", 300)];

function raid(strategy: string): string {
  const config = `spec:\n  instance:\n    localStorage:\n      strategy: ${strategy}\n`;
  const head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n';
  const text = `${head}\n--b\nContent-Type: application/node.eks.aws\n\n---\n${config}\n--b--\n`;
  return Buffer.from(text).toString("base64");
}

describe("the disk of a node", () => {
  it.each([
    ["the root volume", "AL2023_x86_64_NVIDIA", {}, { blockDeviceMappings: mappings }, 200],
    ["Bottlerocket's own volume", "BOTTLEROCKET_x86_64", {}, { blockDeviceMappings: mappings }, 300],
    ["the group's", "AL2023_x86_64_STANDARD", { diskSize: 50 }, undefined, 50],
    ["EKS' least", "AL2023_x86_64_STANDARD", {}, {}, 20],
    ["all local disks", "AL2023_x86_64_NVIDIA", {}, { userData: raid("RAID0"), blockDeviceMappings: mappings }, 931],
    ["the root volume", "AL2023_x86_64_NVIDIA", {}, { userData: raid("Mount"), blockDeviceMappings: mappings }, 200],
  ])("on EKS is %s (%s %j)", (_, amiType, group, data, gib) => {
    expect(Math.floor(eksDisk(1000, amiType, group, data).gib)).toBe(gib);
  });

  it("on EKS is no local disk where the machine has none", () => {
    const data = { userData: raid("RAID0"), blockDeviceMappings: mappings };
    expect(eksDisk(0, "AL2023_x86_64_NVIDIA", {}, data).gib).toBe(200);
  });

  it.each([
    ["the boot disk", { diskSizeGb: 300 }, 300, 170],
    ["GKE's least", {}, 100, 49],
    ["a local SSD", { diskSizeGb: 300, ephemeralStorageLocalSsdConfig: { localSsdCount: 1 } }, 375, 287.5],
    ["four", { diskSizeGb: 300, ephemeralStorageLocalSsdConfig: { localSsdCount: 4 } }, 1500, 1250],
    ["the boot disk", { diskSizeGb: 300, ephemeralStorageLocalSsdConfig: { localSsdCount: 0 } }, 300, 170],
  ])("on GKE is %s (%j), of which pods get what Google's page says", (_, nodeConfig, gib, allocatable) => {
    const disk = gkeDisk({ nodeConfig }, 375);
    expect(disk.gib).toBe(gib);
    expect(allocatableDiskGib(disk)).toBeCloseTo(allocatable, 6);
  });

  it("leaves pods on EKS what nodes of it are seen to have", () => {
    const disk = eksDisk(0, "AL2023_x86_64_STANDARD", {}, { blockDeviceMappings: [volume("/dev/xvda", 80)] });
    expect(allocatableDiskGib(disk)).toBeCloseTo(71, 6);
  });
});
