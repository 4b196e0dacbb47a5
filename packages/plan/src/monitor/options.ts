import type { CustomTimeouts, ResourceAlias, ResourceHooks } from "@roadstead/core";
import { sortedUrns } from "@roadstead/core";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";
import type { Protocol } from "../sdk/sdk.js";
import type { WireResource } from "../wire/plan-record.js";

/** The options of a request in the message that transforms take and give. */
export function optionsOf(protocol: Protocol, request: RegisterResourceRequest): TransformResourceOptions {
  const options = new protocol.resource.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList([
    ...request.getAliasurnsList().map((urn) => new protocol.alias.Alias().setUrn(urn)),
    ...request.getAliasesList(),
  ]);
  options.setProvider(request.getProvider());
  request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setRetainOnDelete(request.getRetainondelete() ?? false);
  options.setDeletedWith(request.getDeletedwith());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  // Newer than the oldest SDK that we accept.
  options.setImport?.(request.getImportid());
  options.setHooks?.(request.getHooks?.());
  options.setHideDiffList?.(request.getHidediffsList?.() ?? []);
  options.setReplaceWithList?.(request.getReplaceWithList?.() ?? []);
  return options;
}

type OptionFields = Pick<
  WireResource,
  | "protect"
  | "retainOnDelete"
  | "deleteBeforeReplace"
  | "ignoreChanges"
  | "replaceOnChanges"
  | "hideDiffs"
  | "additionalSecretOutputs"
  | "aliases"
  | "customTimeouts"
  | "importId"
  | "deletedWith"
  | "replaceWith"
  | "hooks"
  | "version"
>;

/** The options as the graph has them. */
export function graphOptions(options: TransformResourceOptions): OptionFields {
  return {
    protect: options.getProtect() ?? false,
    retainOnDelete: options.getRetainOnDelete() ?? false,
    ...(options.hasDeleteBeforeReplace() ? { deleteBeforeReplace: options.getDeleteBeforeReplace() === true } : {}),
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    hideDiffs: options.getHideDiffList?.() ?? [],
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    aliases: options.getAliasesList().map(graphAlias),
    customTimeouts: graphTimeouts(options),
    ...given("importId", options.getImport?.()),
    ...given("deletedWith", options.getDeletedWith()),
    replaceWith: sortedUrns(options.getReplaceWithList?.() ?? []),
    hooks: graphHooks(options),
    ...given("version", options.getVersion()),
  };
}

function graphAlias(alias: Alias): ResourceAlias {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  // Both spellings of "the default parent" (absent, and an empty URN) mean that nothing was said.
  const parent = spec.getNoparent() ? { parent: null } : given("parent", spec.getParenturn());
  return {
    ...given("name", spec.getName()),
    ...given("type", spec.getType()),
    ...given("stack", spec.getStack()),
    ...given("project", spec.getProject()),
    ...parent,
  };
}

function graphTimeouts(options: TransformResourceOptions): CustomTimeouts {
  const timeouts = options.getCustomTimeouts();
  return {
    ...given("create", timeouts?.getCreate()),
    ...given("update", timeouts?.getUpdate()),
    ...given("delete", timeouts?.getDelete()),
    ...given("read", timeouts?.getRead?.()),
  };
}

function graphHooks(options: TransformResourceOptions): ResourceHooks {
  const hooks = options.getHooks?.();
  if (hooks === undefined) return {};
  const lists = {
    beforeCreate: hooks.getBeforeCreateList(),
    afterCreate: hooks.getAfterCreateList(),
    beforeUpdate: hooks.getBeforeUpdateList(),
    afterUpdate: hooks.getAfterUpdateList(),
    beforeDelete: hooks.getBeforeDeleteList(),
    afterDelete: hooks.getAfterDeleteList(),
    onError: hooks.getOnErrorList?.() ?? [],
  };
  return Object.fromEntries(Object.entries(lists).filter(([, names]) => names.length > 0));
}

const given = <K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined || value === "" ? {} : ({ [name]: value } as Record<K, string>);
