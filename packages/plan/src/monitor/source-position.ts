import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** `file:line:column` of the registration, relative to the project; undefined outside of the program's own files. */
export function sourcePosition(request: RegisterResourceRequest, root: string): string | undefined {
  const position = request.getSourceposition?.();
  if (position === undefined) return undefined;
  const uri = position.getUri();
  if (!uri.startsWith("file://") || uri.includes("/node_modules/")) return undefined;
  // Of an ES module the SDK takes the URL for a path, and puts it below the current folder.
  const file = relative(root, fileURLToPath(uri).replace(/^.*\/file:(?=\/)/, ""));
  return file.startsWith("..") ? undefined : `${file}:${position.getLine()}:${position.getColumn()}`;
}
