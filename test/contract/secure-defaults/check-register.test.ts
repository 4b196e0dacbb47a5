import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * Checkov's checks of what the library makes: EKS clusters, launch templates, keys, networks, GKE clusters, node
 * pools and pods. A test somewhere names each by its id, so that nobody drops a default without a word.
 */

const decided: Readonly<Record<string, readonly number[]>> = {
  // EKS and node groups, launch templates, KMS, VPC and security groups, IAM.
  CKV_AWS: [
    ...[37, 38, 39, 58, 100, 46, 79, 88, 341, 7, 33, 227, 158, 338],
    ...[23, 24, 25, 130, 260, 277, 382, 60, 61, 62, 63, 274, 275, 289, 290, 355],
  ],
  CKV2_AWS: [11, 12, 56, 64],
  // GKE clusters, node pools, KMS, networks, IAM.
  CKV_GCP: [
    ...[1, 7, 8, 12, 13, 18, 20, 21, 23, 25, 61, 64, 65, 66, 69, 70, 71, 123],
    ...[9, 10, 22, 68, 72, 43, 82, 112, 26, 74, 42, 46, 49, 117],
  ],
  CKV2_GCP: [19],
  CKV_K8S: [8, 9, ...numbers(10, 23), ...numbers(25, 31), 35, ...numbers(37, 43), 49, ...numbers(155, 158)],
  CKV2_K8S: [6],
};

/** Checks of the same things that say nothing of this library, and why. */
const leftOut: Readonly<Record<string, string>> = {
  CKV_AWS_153: "EKS makes the autoscaling groups and tags them from the node groups",
  CKV_AWS_315: "EKS makes the autoscaling groups, from our launch templates",
  CKV_AWS_339: "its list of versions ends before those that EKS supports",
  CKV_GCP_24: "asks for PodSecurityPolicy, which Kubernetes has no longer",
};

const tests = testFiles(join(import.meta.dirname, "../.."));

describe("the register of security checks", () => {
  it.each(Object.entries(decided))("has a test that names each check of %s", (family, checks) => {
    const unnamed = checks.map((check) => `${family}_${check}`).filter((id) => !isNamed(id));
    expect(unnamed).toEqual([]);
  });

  it("leaves out no check that a test names", () => {
    for (const id of Object.keys(leftOut)) {
      const [, family = "", check = ""] = /^(\w+)_(\d+)$/.exec(id) ?? [];
      expect(decided[family]).not.toContain(Number(check));
    }
  });
});

function isNamed(id: string): boolean {
  return tests.some((text) => new RegExp(`\\b${id}\\b`).test(text));
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(\.test|-checks)\.ts$/.test(file) && !/node_modules|\.cache|fixtures/.test(file))
    .filter((file) => !file.endsWith("check-register.test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

function numbers(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
