/** One value that a rule takes from `guardrails.yaml`. The unit stands in the description and in the name. */
export type ConfigField =
  | {
      readonly type: "number";
      readonly default: number;
      readonly unit: string;
      readonly description: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly integer?: boolean;
    }
  | { readonly type: "texts"; readonly default: readonly string[]; readonly description: string }
  | { readonly type: "flag"; readonly default: boolean; readonly description: string };

export type ConfigSchema = Readonly<Record<string, ConfigField>>;

/** The values that a schema describes. */
export type ConfigOf<S extends ConfigSchema> = {
  readonly [K in keyof S]: S[K] extends { type: "number" }
    ? number
    : S[K] extends { type: "texts" }
      ? readonly string[]
      : boolean;
};

export type ConfigValue = number | boolean | readonly string[];

/** A whole number of something, 0 or more. */
export const count = (value: number, unit: string, description: string) =>
  ({ type: "number", default: value, unit, description, minimum: 0, integer: true }) as const;

/** A number that need not be whole, 0 or more. */
export const amount = (value: number, unit: string, description: string, maximum?: number) =>
  ({
    type: "number",
    default: value,
    unit,
    description,
    minimum: 0,
    ...(maximum === undefined ? {} : { maximum }),
  }) as const;

export const texts = (value: readonly string[], description: string) =>
  ({ type: "texts", default: value, description }) as const;

export const flag = (value: boolean, description: string) => ({ type: "flag", default: value, description }) as const;

/** What holds where the file says nothing. */
export const defaultsOf = (schema: ConfigSchema): Readonly<Record<string, ConfigValue>> =>
  Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, field.default]));
