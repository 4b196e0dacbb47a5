/** Every rule about what EKS' factory says, with what it checks. Ids are stable. */
export const eksRules = {} as const satisfies Readonly<Record<string, string>>;
