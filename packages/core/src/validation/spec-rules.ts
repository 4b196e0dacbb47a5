/** Every rule about the spec and what a target can do, with what it checks. Ids are stable. */
export const specRules = {
  "spec/type": "Every value has the type that its key asks for.",
} as const satisfies Readonly<Record<`spec/${string}`, string>>;

export type SpecRule = keyof typeof specRules;
