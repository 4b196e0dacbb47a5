import { randomBytes, randomUUID } from "node:crypto";

/** An id as EC2 makes them: prefix, dash, 17 hexadecimal digits. */
export function ec2Id(prefix: string): string {
  return `${prefix}-${randomBytes(9).toString("hex").slice(0, 17)}`;
}

/** An id as EKS gives to associations: prefix, dash, 17 small letters and digits. */
export function eksId(prefix: string): string {
  return `${prefix}-${randomText(17, "abcdefghijklmnopqrstuvwxyz0123456789")}`;
}

/** An id as IAM makes them: prefix and capital letters and digits. */
export function iamId(prefix: string): string {
  return prefix + randomText(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

export function hexText(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length).toUpperCase();
}

export { randomUUID };

function randomText(length: number, letters: string): string {
  return [...randomBytes(length)].map((byte) => letters.charAt(byte % letters.length)).join("");
}
