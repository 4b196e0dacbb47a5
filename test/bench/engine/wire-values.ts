import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties, Value } from "../providers/test-provider.js";

/** Properties as a provider sees them: what JSON can say. */
export const fromWire = (struct: Struct | undefined): Properties =>
  unwrapped((struct?.toJavaScript() ?? {}) as Properties) as Properties;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The engine sends a provider's own settings before it knows that the provider takes no secrets. */
function unwrapped(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unwrapped);
  const object = value as Properties;
  if (object[signatureKey] === secretSignature) return unwrapped(object["value"] ?? null);
  return Object.fromEntries(Object.entries(object).map(([key, member]): [string, Value] => [key, unwrapped(member)]));
}

/** Also takes what plain code makes of a value that is absent: it is left out, as in JSON. */
export const toWire = (properties: Properties): Struct =>
  structProto.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as never);
