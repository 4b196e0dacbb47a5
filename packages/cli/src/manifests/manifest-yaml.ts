import { Document, Scalar, visit } from "yaml";
import { safeText } from "../text/safe-text.js";
import type { PlannedObject } from "./kubernetes-objects.js";

/** One object as YAML, which YAML 1.1 and 1.2 parsers read as the same. Comments say where it comes from. */
export function manifestYaml({ resource, patch, object }: PlannedObject): string {
  const comments = [
    `# ${safeText(resource.urn)}`,
    ...(patch ? ["# Patch of an object that exists: apply it on the server's side."] : []),
  ];
  return `${comments.join("\n")}\n${toYaml(object)}`;
}

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Plain data as YAML 1.2 that a YAML 1.1 parser (Kubernetes has one) reads as the same data. */
export function toYaml(value: unknown): string {
  const document = new Document(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar: Scalar) {
      if (typeof scalar.value !== "string") return;
      // UTF-8 has no lone surrogates.
      const text = scalar.value.replace(/\p{Cs}/gu, "\ufffd");
      scalar.value = text;
      if (needsQuotes(text)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  // Such characters stand in double quotes only, where an escape means the same.
  return document
    .toString({ lineWidth: 0, indentSeq: false })
    .replace(unsafe, (character) => (character === "\n" ? character : escapeUnits(character)));
}

// "=" is YAML 1.1's value tag and "<<" its merge key, which no parser of 1.2 minds.
const needsQuotes = (text: string): boolean =>
  text === "=" || text === "<<" || unsafeExceptNewline.test(text) || /^\n|[ \n]\n| $/.test(text);

const unsafeExceptNewline = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const escapeUnits = (character: string): string =>
  `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
