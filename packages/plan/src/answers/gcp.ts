import type { Wire, WireMap } from "../wire/wire-value.js";
import { withoutWireSecret, wireUnknown } from "../wire/wire-value.js";
import type { Builtin, BuiltinContext } from "./builtin.js";

/** Google Cloud functions whose answer follows from the provider's configuration. */
export const gcpAnswers: Readonly<Record<string, Builtin>> = {
  "gcp:organizations/getClientConfig:getClientConfig": (args, context) => {
    const project = settingOf("project", args, context);
    if (project === undefined) return undefined;
    const region = settingOf("region", args, context) ?? wireUnknown;
    const zone = settingOf("zone", args, context) ?? wireUnknown;
    const unknowns = { accessToken: wireUnknown, defaultLabels: {} };
    return { result: { id: `projects/${project}`, project, region, zone, ...unknowns } };
  },
  "gcp:compute/getZones:getZones": (args, context) => {
    const region = settingOf("region", args, context);
    if (region === undefined) return undefined;
    const project = settingOf("project", args, context) ?? wireUnknown;
    const names = ["a", "b", "c"].map((letter) => `${region}-${letter}`);
    const result: Record<string, Wire> = { ...args, id: region, region, project, names };
    return { result, assumption: `zones ${names.join(", ")} assumed` };
  },
};

function settingOf(name: string, args: WireMap, context: BuiltinContext): string | undefined {
  for (const value of [args[name], context.providerInputs?.[name], context.config[`gcp:${name}`]]) {
    const setting = withoutWireSecret(value);
    if (typeof setting === "string" && setting !== "" && setting !== wireUnknown) return setting;
  }
  return undefined;
}
