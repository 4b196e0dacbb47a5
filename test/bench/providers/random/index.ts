import { randomBytes, randomInt } from "node:crypto";
import { changedKeys } from "../echo/index.js";
import type { Properties, TestProvider } from "../test-provider.js";

/** What a resource is made of once, beside its inputs; `id` is one of the outputs in the real provider too. */
type Draw = (inputs: Properties) => { readonly id: string; readonly outputs: Properties };

const draws: Readonly<Record<string, Draw>> = {
  "random:index/randomId:RandomId": (inputs) => {
    const bytes = randomBytes(inputs["byteLength"] as number);
    const prefix = (inputs["prefix"] as string | undefined) ?? "";
    const b64Url = bytes.toString("base64url");
    return {
      id: b64Url,
      outputs: {
        b64Std: prefix + bytes.toString("base64"),
        b64Url: prefix + b64Url,
        dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
        hex: prefix + bytes.toString("hex"),
      },
    };
  },
  // Its id is its value, which stands in the state in plain.
  "random:index/randomBytes:RandomBytes": (inputs) => {
    const bytes = randomBytes(inputs["length"] as number);
    const base64 = bytes.toString("base64");
    return { id: base64, outputs: { base64, hex: bytes.toString("hex") } };
  },
  "random:index/randomPassword:RandomPassword": (inputs) => ({
    id: "none",
    outputs: { result: letters(inputs["length"] as number), bcryptHash: `$2a$10$${letters(53)}` },
  }),
  "random:index/randomPet:RandomPet": (inputs) => {
    const { prefix, length = 2, separator = "-" } = inputs;
    const words = Array.from({ length: Number(length) }, () => letters(6).toLowerCase());
    return { id: [...(prefix === undefined ? [] : [prefix]), ...words].join(String(separator)), outputs: {} };
  },
};

const defaults: Readonly<Record<string, Properties>> = {
  "random:index/randomPet:RandomPet": { length: 2, separator: "-" },
  "random:index/randomPassword:RandomPassword": { lower: true, upper: true, numeric: true, special: true },
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const letters = (count: number): string =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");

/** Stands in for `pulumi-resource-random`: nothing can be updated in place, and nothing lies anywhere but in the state. */
export function randomProvider(): TestProvider {
  return {
    configure: () => Promise.resolve(),
    async check({ type, news }) {
      if (draws[type] !== undefined) return { inputs: news };
      return { inputs: news, failures: [{ property: "", reason: `the bench has no ${type}` }] };
    },
    async diff({ olds, news }) {
      const changes = changedKeys(olds, news);
      return { changes, replaces: changes };
    },
    async create({ type, inputs, preview }) {
      const planned = { ...defaults[type], ...inputs };
      if (preview) return { id: "", outputs: planned };
      const drawn = draws[type]?.(inputs);
      if (drawn === undefined) throw new Error(`the bench has no ${type}`);
      return { id: drawn.id, outputs: { ...planned, ...drawn.outputs } };
    },
    read: async ({ id, inputs, state }) => ({ id, inputs, outputs: state }),
    update: async ({ type, news }) => ({ ...defaults[type], ...news }),
    delete: () => Promise.resolve(),
  };
}
