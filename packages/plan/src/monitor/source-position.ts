import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** `file:line:column` of the registration in the program, relative to its folder; undefined when not told. */
export function sourcePosition(request: RegisterResourceRequest, folder: string): string | undefined {
  const position = request.getSourceposition?.();
  if (position === undefined) return undefined;
  const uri = position.getUri();
  const file = uri.startsWith("file:") ? relative(folder, fileURLToPath(uri)) : uri;
  return `${file}:${position.getLine()}:${position.getColumn()}`;
}
