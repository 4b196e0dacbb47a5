import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import type * as wire from "@pulumi/pulumi/proto/provider_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import type { CheckFailure, DiffResult, TestProvider } from "../providers/test-provider.js";
import { serviceError } from "./provider-errors.js";
import { fromWire, toWire } from "./wire-values.js";

type Handler = UntypedServiceImplementation[string];

const unary = <Request, Response>(answer: (request: Request) => Promise<Response>): Handler =>
  ((call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error: unknown) => done(serviceError(error)),
    );
  }) as Handler;

/**
 * The engine's side of a {@link TestProvider}: protobuf messages to plain JSON and back.
 *
 * It accepts no secrets, resources or output values, so that the engine sends plain ones; the engine itself keeps
 * every output secret whose input was.
 */
export function providerService(provider: TestProvider): UntypedServiceImplementation {
  return {
    handshake: unary(async () => new providerProto.ProviderHandshakeResponse()),
    getPluginInfo: unary(async () => new pluginProto.PluginInfo().setVersion("0.0.0")),
    cancel: unary(async () => new emptyProto.Empty()),
    checkConfig: unary(async (request: wire.CheckRequest) => {
      const failures = (await provider.checkConfig?.(fromWire(request.getNews()))) ?? [];
      return new providerProto.CheckResponse().setInputs(request.getNews()).setFailuresList(failures.map(wireFailure));
    }),
    diffConfig: unary(async (request: wire.DiffRequest) => {
      const [olds, news] = [fromWire(request.getOldInputs()), fromWire(request.getNews())];
      return wireDiff((await provider.diffConfig?.(olds, news)) ?? { changes: [] });
    }),
    configure: unary(async (request: wire.ConfigureRequest) => {
      await provider.configure(fromWire(request.getArgs()));
      return new providerProto.ConfigureResponse().setSupportspreview(true);
    }),
    check: unary(async (request: wire.CheckRequest) => {
      const { inputs, failures = [] } = await provider.check({
        ...identity(request),
        olds: fromWire(request.getOlds()),
        news: fromWire(request.getNews()),
        randomSeed: Buffer.from(request.getRandomseed_asU8()),
      });
      return new providerProto.CheckResponse().setInputs(toWire(inputs)).setFailuresList(failures.map(wireFailure));
    }),
    diff: unary(async (request: wire.DiffRequest) => wireDiff(await provider.diff(changeOf(request)))),
    create: unary(async (request: wire.CreateRequest) => {
      const { id, outputs } = await provider.create({
        ...identity(request),
        inputs: fromWire(request.getProperties()),
        preview: request.getPreview(),
        timeoutSeconds: request.getTimeout(),
      });
      return new providerProto.CreateResponse().setId(id).setProperties(toWire(outputs));
    }),
    read: unary(async (request: wire.ReadRequest) => {
      const found = await provider.read({
        ...identity(request),
        id: request.getId(),
        inputs: fromWire(request.getInputs()),
        state: fromWire(request.getProperties()),
      });
      const response = new providerProto.ReadResponse();
      if (found === undefined) return response;
      return response.setId(found.id).setInputs(toWire(found.inputs)).setProperties(toWire(found.outputs));
    }),
    update: unary(async (request: wire.UpdateRequest) => {
      const outputs = await provider.update({
        ...changeOf(request),
        preview: request.getPreview(),
        timeoutSeconds: request.getTimeout(),
      });
      return new providerProto.UpdateResponse().setProperties(toWire(outputs));
    }),
    delete: unary(async (request: wire.DeleteRequest) => {
      await provider.delete({
        ...identity(request),
        id: request.getId(),
        olds: fromWire(request.getOldInputs()),
        state: fromWire(request.getProperties()),
        timeoutSeconds: request.getTimeout(),
      });
      return new emptyProto.Empty();
    }),
    invoke: unary(async (request: wire.InvokeRequest) => {
      if (provider.invoke === undefined) throw new Error(`this provider answers no ${request.getTok()}`);
      const answer = await provider.invoke(request.getTok(), fromWire(request.getArgs()));
      return new providerProto.InvokeResponse().setReturn(toWire(answer));
    }),
  };
}

const identity = (request: { getUrn(): string; getType(): string }) => ({
  urn: request.getUrn(),
  type: request.getType(),
});

const changeOf = (request: wire.DiffRequest | wire.UpdateRequest) => ({
  ...identity(request),
  id: request.getId(),
  state: fromWire(request.getOlds()),
  olds: fromWire(request.getOldInputs()),
  news: fromWire(request.getNews()),
  ignoreChanges: request.getIgnorechangesList(),
});

const wireFailure = ({ property, reason }: CheckFailure): wire.CheckFailure =>
  new providerProto.CheckFailure().setProperty(property).setReason(reason);

function wireDiff({ changes, replaces = [], deleteBeforeReplace = false }: DiffResult): wire.DiffResponse {
  const { DiffResponse, PropertyDiff } = providerProto;
  const response = new DiffResponse()
    .setChanges(changes.length === 0 ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME)
    .setDiffsList(topLevel(changes))
    .setReplacesList(topLevel(replaces))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const path of changes) {
    const kind = replaces.includes(path) ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE;
    response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}

const topLevel = (paths: readonly string[]): string[] => [
  ...new Set(paths.map((path) => path.split(/[.[]/, 1)[0] ?? path)),
];
