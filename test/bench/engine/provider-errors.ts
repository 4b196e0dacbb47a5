import { Metadata, status } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import anyProto from "google-protobuf/google/protobuf/any_pb.js";
import { InitializationError } from "../providers/test-provider.js";
import { toWire } from "./wire-values.js";

/** What a provider threw, as the engine reads it: a resource that was made and is not ready is carried as a detail. */
export function serviceError(thrown: unknown): Partial<ServiceError> {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const metadata = new Metadata();
  if (thrown instanceof InitializationError) metadata.add("grpc-status-details-bin", initializationDetails(thrown));
  return { code: status.UNKNOWN, details: message, metadata };
}

function initializationDetails(error: InitializationError): Buffer {
  const failed = new providerProto.ErrorResourceInitFailed();
  failed.setId(error.id);
  failed.setProperties(toWire(error.outputs));
  failed.setReasonsList([...error.reasons]);
  const detail = new anyProto.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new statusProto.Status();
  details.setCode(status.UNKNOWN);
  details.setMessage(error.message);
  details.addDetails(detail);
  return Buffer.from(details.serializeBinary());
}
