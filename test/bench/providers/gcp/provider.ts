import { setTimeout as delay } from "node:timers/promises";
import {
  type CheckFailure,
  type CheckRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  type Properties,
  type ReadRequest,
  type TestProvider,
  UNKNOWN,
  type UpdateRequest,
} from "../test-provider.js";
import { resourceKind } from "./kinds/index.js";
import type { GcpProject, StoredResource } from "./project.js";
import { at, changedPaths, merged, projected, stringMap, withValue } from "./properties.js";
import { recorded } from "./recorded-call.js";
import { requestFailures } from "./request.js";
import type { ResourceKind } from "./resource-kind.js";
import { GoogleApiError } from "./rule.js";

/** Pulumi's provider for Google Cloud, in front of a project that this process holds. */
export function gcpProvider(project: GcpProject): TestProvider {
  let defaultProject: string | undefined;

  return {
    async configure(inputs) {
      const given = inputs["project"];
      defaultProject = typeof given === "string" && given !== UNKNOWN ? given : undefined;
    },

    async check(request) {
      const kind = resourceKind(request.type);
      const inputs = named(kind, request);
      return { inputs, failures: failuresOf(kind, inputs) };
    },

    async diff(request) {
      return difference(resourceKind(request.type), request);
    },

    async create(request) {
      const kind = resourceKind(request.type);
      const inputs = withProject(kind, request.inputs, defaultProject);
      if (request.preview) return { id: "", outputs: previewed(kind, inputs) };
      const resource = await create(kind, project, request, inputs);
      return { id: resource.id, outputs: outputsOf(resource) };
    },

    async read(request) {
      return read(resourceKind(request.type), project, request);
    },

    async update(request) {
      const kind = resourceKind(request.type);
      return update(kind, project, request, withProject(kind, request.news, defaultProject));
    },

    async delete(request) {
      await remove(resourceKind(request.type), project, request);
    },
  };
}

function named(kind: ResourceKind, { news, olds, urn, randomSeed }: CheckRequest): Properties {
  const { autoName } = kind;
  if (autoName === undefined || news[autoName.property] !== undefined) return news;
  const { property, separator, maxLength } = autoName;
  const suffix = `${separator}${randomSeed.toString("hex").slice(0, 7)}`;
  const logical = urn.slice(urn.lastIndexOf("::") + 2);
  const before = olds[property];
  const name = before ?? `${logical.slice(0, maxLength - suffix.length)}${suffix}`;
  // As Pulumi's bridged providers mark what they filled in.
  return { ...news, [property]: name, __defaults: [property] };
}

function failuresOf(kind: ResourceKind, inputs: Properties): CheckFailure[] {
  return [
    ...kind.required
      .filter((property) => inputs[property] === undefined)
      .map((property) => ({ property, reason: "Missing required property" })),
    ...requestFailures(kind.request, inputs),
    ...kind.rules.flatMap(({ link, refuses }) => {
      const reason = refuses(inputs);
      return reason === undefined ? [] : [{ property: "", reason: `${reason} (${link})` }];
    }),
  ];
}

function difference(kind: ResourceKind, { state, olds, news, ignoreChanges }: DiffRequest): DiffResult {
  const added = (kind.sharedMaps ?? []).flatMap((path) => {
    const wanted = stringMap(news, path);
    const ofCloud = Object.keys(stringMap(state, path)).filter((key) => wanted[key] === undefined);
    return ofCloud.map((key) => `${path}["${key}"]`).filter((it) => !ignoreChanges.includes(it));
  });
  const changes = [...changedPaths(olds, news), ...added];
  const replaces = changes.filter((path) => {
    const plain = path.replaceAll(/\[\d+\]/g, "");
    return kind.replacedBy.some((fixed) => touches(plain, fixed));
  });
  return { changes, replaces };
}

/** Whether a change at a path changes what a fixed path means: at it, below it, or by taking its parent. */
function touches(path: string, fixed: string): boolean {
  return path === fixed || path.startsWith(`${fixed}.`) || fixed.startsWith(`${path}.`);
}

async function create(
  kind: ResourceKind,
  project: GcpProject,
  { type }: CreateRequest,
  inputs: Properties,
): Promise<StoredResource> {
  const id = kind.id(inputs, project);
  return recorded(project.calls, { action: "create", type, id, inputs }, async () => {
    const { slow } = project.faults;
    if (slow?.type === type) await delay(slow.milliseconds);
    const present = project.resources.get(id);
    if (kind.isGivenOnce === true && present !== undefined) return present;
    if (kind.exists === undefined && present !== undefined) throw new GoogleApiError(409, `${id} already exists`);
    refuse(kind, project, inputs);
    const resource = { type, id, inputs, computed: kind.computed(inputs, project, id) };
    project.resources.set(id, resource);
    try {
      await kind.made?.(resource, project);
    } catch (error) {
      project.resources.delete(id);
      throw error;
    }
    return resource;
  });
}

async function update(
  kind: ResourceKind,
  project: GcpProject,
  { id, type, olds, state, news: asked, preview }: UpdateRequest,
  news: Properties,
): Promise<Properties> {
  if (preview) return merged(without(state, olds, asked), news);
  return recorded(project.calls, { action: "update", type, id, inputs: news }, async () => {
    const resource = project.resources.get(id);
    if (resource === undefined) throw new GoogleApiError(404, `${id} was not found`);
    const before = resource.inputs;
    refuse(kind, project, news);
    for (const { link, refuses } of kind.updateRules ?? []) {
      const reason = refuses(before, news, project);
      if (reason !== undefined) throw new GoogleApiError(400, reason, link);
    }
    resource.inputs = news;
    try {
      await kind.changed?.(resource, before, project);
    } catch (error) {
      resource.inputs = before;
      throw error;
    }
    return outputsOf(resource);
  });
}

async function remove(kind: ResourceKind, project: GcpProject, { id, type, olds }: DeleteRequest): Promise<void> {
  await recorded(project.calls, { action: "delete", type, id, inputs: olds }, async () => {
    const resource = project.resources.get(id);
    if (resource === undefined || kind.isGivenOnce === true || kind.abandons?.(resource) === true) return;
    const reason = kind.undeletable?.(resource, project);
    if (reason !== undefined) throw new GoogleApiError(400, reason);
    await kind.removed?.(resource, project);
    project.resources.delete(id);
  });
}

async function read(kind: ResourceKind, project: GcpProject, { id, inputs }: ReadRequest) {
  const resource = project.resources.get(id);
  if (resource === undefined || kind.exists?.(id, resource.inputs, project) === false) return undefined;
  await kind.refresh?.(resource, project);
  const live = outputsOf(resource);
  const shape = Object.keys(inputs).length === 0 ? resource.inputs : inputs;
  return { id, inputs: projected(shape, live) as Properties, outputs: live };
}

function refuse(kind: ResourceKind, project: GcpProject, inputs: Properties): void {
  const [failure] = failuresOf(kind, inputs);
  if (failure !== undefined) throw new GoogleApiError(400, `${failure.property}: ${failure.reason}`);
  for (const { link, refuses } of kind.projectRules) {
    const reason = refuses(inputs, project);
    if (reason !== undefined) throw new GoogleApiError(400, reason, link);
  }
}

function outputsOf({ inputs: { __defaults, ...inputs }, computed }: StoredResource): Properties {
  return merged(inputs, computed);
}

function previewed(kind: ResourceKind, inputs: Properties): Properties {
  return kind.computedPaths
    .filter((path) => at(inputs, path) === undefined)
    .reduce((outputs, path) => withValue(outputs, path, UNKNOWN), inputs);
}

/** The state, less the inputs that are no longer given. */
function without(state: Properties, olds: Properties, news: Properties): Properties {
  return Object.fromEntries(
    Object.entries(state).filter(([key]) => olds[key] === undefined || news[key] !== undefined),
  );
}

/** The provider's own project, for kinds that live in one. */
function withProject(kind: ResourceKind, inputs: Properties, project: string | undefined): Properties {
  const lacks = inputs["project"] === undefined && Object.hasOwn(kind.request.paths, "project");
  return lacks && project !== undefined ? { ...inputs, project } : inputs;
}
