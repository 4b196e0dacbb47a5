/** A plain value, or one of the five that JSON cannot say: unknown, secret, asset, archive, resource reference. */
export type PropertyValue =
  | null
  | boolean
  | number
  | string
  | readonly PropertyValue[]
  | PropertyMap
  | UnknownValue
  | SecretValue
  | AssetValue
  | ArchiveValue
  | ResourceReference;

/** Properties by name. */
export interface PropertyMap {
  readonly [name: string]: PropertyValue;
}

// Several copies of this package can meet in one process (a program's and the planner's): a registered symbol
// recognises a value of any copy, `instanceof` would not.
const kind: unique symbol = Symbol.for("roadstead.value") as never;
type ValueKind = "unknown" | "secret" | "asset" | "archive" | "resource";

/** A value that only a deployment can tell. */
export class UnknownValue {
  /** @internal */
  readonly [kind]: ValueKind = "unknown";

  toJSON(): string {
    return "<unknown>";
  }
}

/** The one unknown value. */
export const unknownValue: UnknownValue = new UnknownValue();

/**
 * A value marked secret. It never prints: JSON, template strings and debuggers all show `<secret>`;
 * only {@link SecretValue.reveal} gives the value.
 */
export class SecretValue {
  /** @internal */
  readonly [kind]: ValueKind = "secret";
  readonly #value: PropertyValue;

  constructor(value: PropertyValue) {
    this.#value = value;
  }

  /** The value itself, for comparing and pricing; never print it. */
  reveal(): PropertyValue {
    return this.#value;
  }

  toJSON(): string {
    return "<secret>";
  }

  toString(): string {
    return "<secret>";
  }
}

/** A file, a text or a remote file: exactly one of the three is there. */
export class AssetValue {
  /** @internal */
  readonly [kind]: ValueKind = "asset";
  readonly source: { readonly path?: string; readonly text?: string; readonly uri?: string };

  constructor(source: { readonly path?: string; readonly text?: string; readonly uri?: string }) {
    this.source = source;
  }

  toJSON(): unknown {
    return { asset: this.source };
  }
}

/** A folder, a remote archive or named assets: exactly one of the three is there. */
export class ArchiveValue {
  /** @internal */
  readonly [kind]: ValueKind = "archive";
  readonly source: { readonly path?: string; readonly uri?: string; readonly assets?: PropertyMap };

  constructor(source: { readonly path?: string; readonly uri?: string; readonly assets?: PropertyMap }) {
    this.source = source;
  }

  toJSON(): unknown {
    return { archive: this.source };
  }
}

/** Another resource given as a value; `id` is there when it is known. */
export class ResourceReference {
  /** @internal */
  readonly [kind]: ValueKind = "resource";
  readonly urn: string;
  readonly id: string | undefined;

  constructor(urn: string, id?: string) {
    this.urn = urn;
    this.id = id;
  }

  toJSON(): unknown {
    return this.id === undefined ? { resource: this.urn } : { resource: this.urn, id: this.id };
  }
}

const is = (value: unknown, wanted: ValueKind): boolean =>
  typeof value === "object" && value !== null && (value as { [kind]?: ValueKind })[kind] === wanted;

export const isUnknown = (value: unknown): value is UnknownValue => is(value, "unknown");
export const isSecret = (value: unknown): value is SecretValue => is(value, "secret");
export const isAsset = (value: unknown): value is AssetValue => is(value, "asset");
export const isArchive = (value: unknown): value is ArchiveValue => is(value, "archive");
export const isResourceReference = (value: unknown): value is ResourceReference => is(value, "resource");

/** A plain object of properties: not an array, not one of the special values. */
export const isPropertyMap = (value: unknown): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(kind in value);

/** The value under any secret marks at the top; nested marks stay. */
export const withoutSecret = (value: PropertyValue): PropertyValue =>
  isSecret(value) ? withoutSecret(value.reveal()) : value;

/** True when nothing in the value, at any depth and under secrets, is unknown. */
export const isFullyKnown = (value: PropertyValue): boolean => unknownPaths(value).length === 0;

/**
 * Paths of the unknown leaves, in Pulumi's own spelling (`spec.template.containers[0].image`), in order of
 * appearance. `prefix` is put before each. Looks under secrets.
 */
export function unknownPaths(value: PropertyValue | undefined, prefix = ""): string[] {
  if (value === undefined) return [];
  if (isUnknown(value)) return [prefix];
  if (isSecret(value)) return unknownPaths(value.reveal(), prefix);
  if (isArchive(value)) return unknownPaths(value.source.assets, prefix);
  if (Array.isArray(value)) return value.flatMap((item, i) => unknownPaths(item, elementPath(prefix, i)));
  if (isPropertyMap(value))
    return Object.entries(value).flatMap(([name, item]) => unknownPaths(item, memberPath(prefix, name)));
  return [];
}

/** `prefix[index]`. */
export const elementPath = (prefix: string, index: number): string => `${prefix}[${index}]`;

/** `prefix.name`, or `prefix["name"]` when the name is not a plain word. */
export const memberPath = (prefix: string, name: string): string => {
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${prefix}[${JSON.stringify(name)}]`;
  return prefix === "" ? name : `${prefix}.${name}`;
};
