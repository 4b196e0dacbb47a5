/** What of a launch template's user data says how a node comes up. */
export interface NodePreparation {
  /** Shell parts, in their order. */
  readonly scripts: readonly string[];
  /** NodeConfig documents of nodeadm, as YAML text. */
  readonly nodeConfigs: readonly string[];
}

/**
 * Reads user data as EKS does: a MIME document of several parts. Undefined for what is none, which EKS refuses.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data
 */
export function readUserData(base64: string): NodePreparation | undefined {
  if (base64 === "") return { scripts: [], nodeConfigs: [] };
  const text = Buffer.from(base64, "base64").toString().replaceAll("\r\n", "\n");
  const head = text.slice(0, text.indexOf("\n\n"));
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"$/im.exec(head)?.[1];
  if (!/^MIME-Version: 1\.0$/im.test(head) || boundary === undefined) return undefined;
  const pieces = text.slice(head.length + 1).split(`\n--${boundary}`);
  // What follows the last boundary is "--" and nothing else.
  if (!(pieces.at(-1) ?? "").startsWith("--")) return undefined;
  const parts = pieces.slice(1, -1).map(readPart);
  if (parts.some((part) => part === undefined)) return undefined;
  const ofType = (type: string) => parts.flatMap((part) => (part?.type === type ? [part.body] : []));
  return { scripts: ofType("text/x-shellscript"), nodeConfigs: ofType("application/node.eks.aws") };
}

function readPart(piece: string): { readonly type: string; readonly body: string } | undefined {
  const text = piece.replace(/^\n/, "");
  const end = text.indexOf("\n\n");
  const type = /^Content-Type: ([^;\n]+)/im.exec(text.slice(0, end))?.[1];
  return type === undefined || end < 0 ? undefined : { type: type.trim(), body: text.slice(end + 2) };
}
