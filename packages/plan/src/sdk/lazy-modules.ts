import Module from "node:module";
import { join } from "node:path";

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;

// Needed only to serialize functions (dynamic providers, callbacks) and to run the CLI from a program, yet loaded by
// every `import` of the SDK: over three quarters of its start-up time and 60 MB.
const heavyModules = new Set(["typescript", "@npmcli/arborist", "normalize-package-data", "./automation"]);

/**
 * Makes the SDK in `sdkFolder` load its heaviest dependencies at their first use. Only for a process that is ours.
 * Other users of the same modules, ts-node among them, get the real ones.
 */
export function loadHeavyModulesLazily(sdkFolder: string): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  const inside = join(sdkFolder, "/");
  const vendored = join(sdkFolder, "vendor", "/");
  loader._load = (request, parent, isMain) => {
    const from = parent?.filename ?? "";
    if (heavyModules.has(request) && from.startsWith(inside) && !from.startsWith(vendored)) {
      // By the loader from before this hook, or the proxy would answer for itself.
      return lazyModule(() => load(request, parent, isMain) as object);
    }
    return load(request, parent, isMain);
  };
}

function lazyModule(load: () => object): object {
  let loaded: object | undefined;
  const real = (): object => (loaded ??= load());
  return new Proxy(
    {},
    {
      get(_, name) {
        // Says "ES module" so that TypeScript's import wrappers hand the proxy on instead of copying its members.
        if (name === "__esModule") return true;
        const value: unknown = Reflect.get(real(), name);
        return name === "default" && value === undefined ? real() : value;
      },
      has: (_, name) => Reflect.has(real(), name),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, name) => {
        const property = Reflect.getOwnPropertyDescriptor(real(), name);
        return property === undefined ? undefined : { ...property, configurable: true };
      },
    },
  );
}
