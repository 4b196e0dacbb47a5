import { migScript } from "./mig-script.js";

/** What the nodes of a pool do before they join. */
export interface NodePreparation {
  /** Joins the local NVMe disks to one array, for images, logs and scratch space. */
  readonly raid0: boolean;
  readonly mig?: { readonly profile: string; readonly instancesPerGpu: number };
}

const boundary = "==ROADSTEAD==";

/**
 * MIME user data of a launch template, or undefined where there is nothing to do. EKS merges it with its own part,
 * which says which cluster to join.
 */
export function userData({ raid0, mig }: NodePreparation): string | undefined {
  const parts = [
    ...(mig === undefined
      ? []
      : [part('text/x-shellscript; charset="us-ascii"', migScript(mig.profile, mig.instancesPerGpu))]),
    ...(raid0 ? [part("application/node.eks.aws", nodeConfig)] : []),
  ];
  if (parts.length === 0) return undefined;
  return `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="${boundary}"

${parts.join("")}--${boundary}--
`;
}

const nodeConfig = `---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  instance:
    localStorage:
      strategy: RAID0
`;

function part(type: string, body: string): string {
  return `--${boundary}\nContent-Type: ${type}\n\n${body}\n`;
}
