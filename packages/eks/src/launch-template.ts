import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import type { GroupLayout, PoolLayout } from "@roadstead/core";
import { launchTemplateName } from "./names.js";
import type { Scope } from "./scope.js";
import { userData } from "./user-data.js";

// The root disk of Amazon Linux 2023.
const rootDevice = "/dev/xvda";

/**
 * Disk, metadata service, user data and tags of a group's nodes. A change makes a new version, which the node
 * group rolls out.
 */
export function provisionLaunchTemplate(scope: Scope, pool: PoolLayout, group: GroupLayout): LaunchTemplate {
  const { children, clusterName, encryption, name, region, tags } = scope;
  const logicalName = `${name}-${pool.name}-${group.key}`;
  const nodeTags = { ...tags, Name: logicalName };
  const data = poolUserData(pool);
  return children.make(
    "launchTemplate",
    LaunchTemplate,
    logicalName,
    {
      region,
      name: launchTemplateName(clusterName, group.name),
      updateDefaultVersion: true,
      // Tokens only, and none for pods: an answer does not travel further than the node itself.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: rootDevice,
          ebs: {
            volumeType: "gp3",
            ...(pool.diskGib === undefined ? {} : { volumeSize: pool.diskGib }),
            encrypted: "true",
            ...(encryption.volumeKmsKey === undefined ? {} : { kmsKeyId: encryption.volumeKmsKey }),
            deleteOnTermination: "true",
          },
        },
      ],
      ...(data === undefined ? {} : { userData: Buffer.from(data, "utf8").toString("base64") }),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: nodeTags,
      })),
      tags: nodeTags,
    },
    { pool: pool.name },
  );
}

/** The MIME user data of a pool's nodes; undefined where they need none. */
export function poolUserData(pool: PoolLayout): string | undefined {
  const sharing = pool.accelerator?.sharing;
  return userData({
    raid0: pool.localNvmeGib !== undefined,
    ...(sharing?.mode === "mig" && sharing.profile !== undefined
      ? { mig: { profile: sharing.profile, instancesPerGpu: sharing.sharesPerGpu } }
      : {}),
  });
}
