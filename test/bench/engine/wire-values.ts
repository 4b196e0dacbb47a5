import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../providers/test-provider.js";

/** Properties as a provider sees them: what JSON can say. */
export const fromWire = (struct: Struct | undefined): Properties => (struct?.toJavaScript() ?? {}) as Properties;

/** Also takes what plain code makes of a value that is absent: it is left out, as in JSON. */
export const toWire = (properties: Properties): Struct =>
  structProto.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as never);
