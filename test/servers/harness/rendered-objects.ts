import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** A Kubernetes object as it would be applied, with every value known and secrets in plain. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly [field: string]: unknown;
}

/**
 * Runs a Pulumi program and gives back all Kubernetes objects that it would apply. Whatever else a cluster makes is
 * known to the engine only; generated values are made here, the same for the same name.
 */
export async function renderObjects(program: () => void): Promise<readonly RenderedObject[]> {
  const objects: RenderedObject[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        const plain = withoutSecrets(inputs) as Record<string, unknown>;
        if (type.startsWith("kubernetes:")) objects.push(plain as RenderedObject);
        return { id: `${name}-id`, state: { ...plain, ...generated(type, name, plain) } };
      },
      call({ token }) {
        throw new Error(`an invoke of ${token}`);
      },
    },
    "platform",
    "dev",
  );
  program();
  await pulumi.runtime.disconnect();
  return objects;
}

function generated(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const bytes = createHash("sha512").update(name).digest();
  const length = Number(inputs.length ?? 32);
  switch (type) {
    case "random:index/randomPassword:RandomPassword":
      return { result: bytes.toString("hex").repeat(2).slice(0, length) };
    case "random:index/randomId:RandomId":
      return { hex: bytes.subarray(0, 4).toString("hex") };
    default:
      return {};
  }
}

/** Pulumi's marks of secrets, at any depth, replaced by what they hold. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const mark = "4dabf18193072939515e22adb298388d";
  if (mark in value) return withoutSecrets((value as { value?: unknown }).value);
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutSecrets(one)]));
}
