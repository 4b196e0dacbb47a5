import { createHash } from "node:crypto";
import { annotations } from "./annotations.js";
import { isMarked, nameOf, objectAt, withAnnotation, withMetadata } from "./manifest.js";
import type { Properties } from "../test-provider.js";

/**
 * A manifest that has a name. One without gets the name that the resource had, else a new one that starts with the
 * name in the program; the annotation says that the provider may choose another when the object must be replaced.
 */
export function withName(
  manifest: Properties,
  { olds, urn, randomSeed }: { readonly olds: Properties; readonly urn: string; readonly randomSeed: Buffer },
): Properties {
  if (nameOf(manifest) !== undefined) return manifest;
  const name = isMarked(olds, annotations.autonamed) ? nameOf(olds) : undefined;
  return withAnnotation(
    withMetadata(manifest, { ...objectAt(manifest, "metadata"), name: name ?? newName(urn, randomSeed) }),
    annotations.autonamed,
    "true",
  );
}

function newName(urn: string, randomSeed: Buffer): string {
  const logicalName = urn.slice(urn.lastIndexOf("::") + 2);
  return `${logicalName}-${createHash("sha256").update(randomSeed).update(urn).digest("hex").slice(0, 8)}`;
}
