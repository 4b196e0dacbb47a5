/** Rules that k3s has beside those of every target on owned nodes, with what each checks. Ids are stable. */
export const k3sRules = {
  "k3s/install": "The factory is not asked to install k3s, which is not yet supported.",
} as const satisfies Readonly<Record<`k3s/${string}`, string>>;

export type K3sRule = keyof typeof k3sRules;
