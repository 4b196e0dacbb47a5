import type { Audit } from "../run/audit.js";

/** What an audit rests on, by name: its day, and the SHA-256 of all that was read. */
export const evidenceOf = ({ asOf, hashes, inputs }: Audit): readonly (readonly [name: string, value: string])[] => [
  ["as of", asOf],
  ...inputs.flatMap(({ name, sha256 }) => (sha256 === undefined ? [] : [[`input ${name}`, sha256] as const])),
  ...Object.entries(hashes),
];
