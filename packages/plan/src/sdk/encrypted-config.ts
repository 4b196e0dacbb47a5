import { wireUnknown } from "../wire/wire-value.js";
import type { Sdk } from "./sdk.js";

interface ConfigClass {
  prototype: Record<string, (this: { name: string }, key: string, ...rest: unknown[]) => unknown>;
}

interface PulumiModule {
  readonly Config: ConfigClass;
  readonly Output: new (
    resources: object[],
    value: Promise<unknown>,
    isKnown: Promise<boolean>,
    isSecret: Promise<boolean>,
    allResources: Promise<object[]>,
  ) => object;
  readonly RunError: new (message: string) => Error;
}

/**
 * Makes the configuration values that are encrypted in the stack's file read as what they are in a plan: secret and
 * not known. `keys` are full keys. A text read without its secret mark is an unknown text; a number, a boolean or an
 * object cannot be one, so reading those without the mark is an error that says how to go on.
 */
export function readEncryptedAsUnknown(sdk: Sdk, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const pulumi = sdk.load("@pulumi/pulumi") as PulumiModule;
  const encrypted = new Set(keys);
  const methods = pulumi.Config.prototype;
  const replace = (name: string, read: (key: string) => unknown): void => {
    const original = methods[name];
    if (original === undefined) return;
    methods[name] = function (key, ...rest) {
      const fullKey = `${this.name}:${key}`;
      return encrypted.has(fullKey) ? read(fullKey) : original.call(this, key, ...rest);
    };
  };
  const unknownSecret = (): object =>
    new pulumi.Output([], Promise.resolve(), Promise.resolve(false), Promise.resolve(true), Promise.resolve([]));
  for (const verb of ["get", "require"]) {
    replace(verb, () => wireUnknown);
    replace(`${verb}Secret`, unknownSecret);
    for (const type of ["Number", "Boolean", "Object"]) {
      replace(`${verb}Secret${type}`, unknownSecret);
      replace(`${verb}${type}`, (key) => {
        throw new pulumi.RunError(
          `The configuration value ${key} is encrypted, and a plan cannot read it: give one with ` +
            `--config ${key}=<value>, or read it with ${verb}Secret${type}`,
        );
      });
    }
  }
}
