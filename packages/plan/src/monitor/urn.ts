const stackType = "pulumi:pulumi:Stack";

/** The URN that the engine gives: the types of all parents but the stack are part of it. */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? "" : qualifiedTypeOf(parent);
  const qualified = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** `parent$child` types of a URN. */
export const qualifiedTypeOf = (urn: string): string => urn.split("::")[2] ?? "";

/** Package of a type token; of a provider's token the package that it provides. */
export function packageOf(type: string): string {
  const provided = /^pulumi:providers:(.+)$/.exec(type)?.[1];
  return provided ?? type.split(":")[0] ?? "";
}

export const isProviderType = (type: string): boolean => type.startsWith("pulumi:providers:");

/** URN of a provider reference `urn::id`, or undefined for "none". */
export function providerUrn(reference: string): string | undefined {
  const end = reference.lastIndexOf("::");
  return end <= 0 ? undefined : reference.slice(0, end);
}
