import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { nextSequence } from "../sequence.js";
import {
  type CheckFailure,
  type CheckRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  InitializationError,
  type Properties,
  type ReadRequest,
  type ReadResult,
  type TestProvider,
  UNKNOWN,
  type UpdateRequest,
} from "../test-provider.js";
import { complaints } from "./api-shapes.js";
import { AwsError } from "./aws-error.js";
import type { RecordedCall } from "./call-log.js";
import { differences, isWithin } from "./differences.js";
import { accountOf, placeOf } from "./place.js";
import type { Ask, ResourceType, World } from "./resource-type.js";
import { resourceType } from "./resource-types.js";
import { tagRules } from "./rules.js";
import { type Args, hasUnknown, isRecord, textAt } from "./values.js";

/** What of the cloud a provider talks to. */
export interface Connection {
  readonly world: (caller: string) => World;
  readonly account: string;
  readonly caller: string;
  record(call: RecordedCall): (end: Partial<RecordedCall>) => void;
  /** Refuses the next creation of a kind, when a test asked for that. */
  fault(kind: string, args: Args): AwsError | undefined;
  /** How long the creation of a kind takes. */
  delayMilliseconds(kind: string): number;
}

/** Settles what the resource's update changed of the access to its cluster. */
const changesAccess = new Set(["eks/accessEntry", "eks/accessPolicyAssociation", "eks/cluster"]);

/** One configured AWS provider: an account, a region, and who calls. */
export class AwsProvider implements TestProvider {
  readonly #connection: Connection;
  #account: string;
  #caller: string;
  #region = "us-east-1";
  #defaultTags: Readonly<Record<string, string>> = {};

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#account = connection.account;
    this.#caller = connection.caller;
  }

  async checkConfig(inputs: Properties): Promise<readonly CheckFailure[]> {
    const roles = parsed(inputs["assumeRoles"]);
    if (!Array.isArray(roles)) return [];
    return roles.flatMap((role: { readonly roleArn?: string }) =>
      role.roleArn === undefined || role.roleArn === UNKNOWN || accountOf(role.roleArn) !== undefined
        ? []
        : [{ property: "assumeRoles", reason: `"${role.roleArn}" is no ARN of a role` }],
    );
  }

  /** Another region or account is another place: nothing there is what was here. */
  async diffConfig(olds: Properties, news: Properties): Promise<DiffResult> {
    const changes = differences(olds, news).filter((path) => path !== "version");
    return { changes, replaces: changes.filter((path) => isWithin(path, ["region"])) };
  }

  async configure(inputs: Properties): Promise<void> {
    const region = inputs["region"];
    if (typeof region === "string" && region !== UNKNOWN) this.#region = region;
    const roles = parsed(inputs["assumeRoles"]) as readonly { readonly roleArn?: string }[] | undefined;
    const roleArn = roles?.at(-1)?.roleArn;
    if (roleArn !== undefined) {
      this.#caller = roleArn;
      this.#account = accountOf(roleArn) ?? this.#account;
    }
    const tags = (parsed(inputs["defaultTags"]) as { readonly tags?: Record<string, string> } | undefined)?.tags;
    this.#defaultTags = tags ?? {};
  }

  async check({ urn, type, olds, news, randomSeed }: CheckRequest) {
    const { api, nameArgument } = resourceType(type);
    const inputs: Args = { ...news };
    if (nameArgument !== undefined && inputs[nameArgument] === undefined) {
      const suffix = createHash("sha256").update(randomSeed).digest("hex").slice(0, 7);
      inputs[nameArgument] = olds[nameArgument] ?? `${urn.split("::").at(-1) ?? ""}-${suffix}`;
    }
    const failures = api === undefined ? [] : complaints(api, inputs);
    return { inputs, failures: failures.map(({ path, reason }) => ({ property: path, reason: `${path}: ${reason}` })) };
  }

  async diff({ type, olds, news }: DiffRequest): Promise<DiffResult> {
    const changes = changedArguments(resourceType(type), olds, news);
    return { changes, replaces: changes.filter((path) => isWithin(path, ["region", ...resourceType(type).replaces])) };
  }

  async create({ urn, type: token, inputs, preview }: CreateRequest): Promise<{ id: string; outputs: Properties }> {
    const type = resourceType(token);
    if (preview) return { id: "", outputs: { ...this.#outputs(type, inputs, {}), ...unknown(type.computed) } };
    const args: Args = { ...inputs };
    const ask = this.#ask(args);
    const end = this.#record("create", type, urn, args);
    try {
      const fault = this.#connection.fault(type.kind, args);
      if (fault !== undefined) throw fault;
      const milliseconds = this.#connection.delayMilliseconds(type.kind);
      if (milliseconds > 0) await delay(milliseconds);
      this.#refuse(type, ask);
      const { id, outputs } = await type.create(ask);
      const made = ask.world.state.find(ask.place, type.kind, id);
      if (made === undefined) ask.world.state.add({ kind: type.kind, id, place: ask.place, args, outputs });
      else made.outputs = outputs;
      await this.#settle(type, ask);
      end({ id });
      return { id, outputs: this.#outputs(type, args, outputs) };
    } catch (error) {
      end({ error: String(error), ...(error instanceof InitializationError ? { id: error.id } : {}) });
      throw error;
    }
  }

  async read({ id, type: token, inputs }: ReadRequest): Promise<ReadResult | undefined> {
    const type = resourceType(token);
    const { world, place } = this.#ask({ ...inputs });
    const live = world.state.find(place, type.kind, id);
    if (live === undefined) return undefined;
    // Of what the program says, as it is now; all of it for one that Pulumi did not make.
    const asked = Object.keys(inputs).length === 0 ? Object.keys(live.args) : Object.keys(inputs);
    const now = asked.flatMap((key) => (live.args[key] === undefined ? [] : [[key, live.args[key]] as const]));
    return { id, inputs: Object.fromEntries(now), outputs: this.#outputs(type, live.args, live.outputs) };
  }

  async update({ id, urn, type: token, olds, news, state, preview }: UpdateRequest): Promise<Properties> {
    const type = resourceType(token);
    const changes = changedArguments(type, olds, news);
    if (preview) {
      const recomputed = unknown(type.recomputed?.(changes) ?? []);
      return { ...this.#outputs(type, news, { ...state }), ...recomputed };
    }
    const ask = this.#ask({ ...news });
    const before = ask.world.state.find(ask.place, type.kind, id);
    const end = this.#record("update", type, urn, ask.args, id);
    try {
      if (before === undefined) throw new AwsError("ResourceNotFoundException", `${type.kind} ${id} does not exist`);
      const kept = Object.keys(before.args).filter(
        (key) =>
          (ask.args[key] === undefined && type.kept?.includes(key) === true) ||
          (type.sentIfChanged?.includes(key) === true && !changes.some((path) => isWithin(path, [key]))),
      );
      const args: Args = { ...ask.args, ...Object.fromEntries(kept.map((key) => [key, before.args[key] ?? null])) };
      const change = { ...ask, args, before };
      this.#refuse(type, change);
      const outputs = (await type.update?.(change)) ?? {};
      before.args = args;
      before.outputs = { ...before.outputs, ...outputs };
      await this.#settle(type, change);
      end({});
      return this.#outputs(type, args, before.outputs);
    } catch (error) {
      end({ error: String(error) });
      throw error;
    }
  }

  async delete({ id, urn, type: token, olds }: DeleteRequest): Promise<void> {
    const type = resourceType(token);
    const ask = this.#ask({ ...olds });
    const live = ask.world.state.find(ask.place, type.kind, id);
    if (live === undefined) return;
    const end = this.#record("delete", type, urn, live.args, id);
    try {
      for (const { code, refuse } of type.keeps ?? []) {
        const reason = refuse(ask.world, live);
        if (reason !== undefined) throw new AwsError(code, reason);
      }
      ask.world.state.remove(live);
      await type.remove?.(ask.world, live);
      if (type.kind !== "eks/cluster") await this.#settle(type, { ...ask, args: live.args });
      end({});
    } catch (error) {
      end({ error: String(error) });
      throw error;
    }
  }

  #ask(args: Args): Ask {
    const place = placeOf(this.#account, textAt(args, "region") || this.#region);
    return { world: this.#connection.world(this.#caller), place, args };
  }

  #refuse(type: ResourceType, ask: Ask): void {
    const [complaint] = type.api === undefined ? [] : complaints(type.api, ask.args);
    if (complaint !== undefined) throw new AwsError("ValidationException", `${complaint.path}: ${complaint.reason}`);
    if (hasUnknown(ask.args)) throw new Error(`${type.kind} is asked for with values that are not known`);
    for (const { code, when, refuse } of [...tagRules, ...(type.rules ?? [])]) {
      if (when !== undefined && when !== (ask.before === undefined ? "create" : "update")) continue;
      const reason = refuse(ask);
      if (reason !== undefined) throw new AwsError(code, reason);
    }
  }

  async #settle(type: ResourceType, { world, place, args }: Ask): Promise<void> {
    if (!changesAccess.has(type.kind)) return;
    const name = type.kind === "eks/cluster" ? textAt(args, "name") : textAt(args, "clusterName");
    const cluster = world.state.find(place, "eks/cluster", name);
    if (cluster !== undefined) await world.clusters.accessChanged(cluster);
  }

  #record(action: RecordedCall["action"], type: ResourceType, urn: string, args: Args, id?: string) {
    const { place } = this.#ask(args);
    const start = nextSequence();
    return this.#connection.record({
      start,
      action,
      kind: type.kind,
      urn,
      place,
      args,
      ...(id === undefined ? {} : { id }),
    });
  }

  #outputs(type: ResourceType, args: Properties, outputs: Args): Properties {
    const { versions: _versions, madeByEks: _madeByEks, ...known } = outputs;
    const tags: Args = isRecord(args["tags"]) ? { tagsAll: { ...this.#defaultTags, ...args["tags"] } } : {};
    const region: Args = type.kind.startsWith("iam/") ? {} : { region: textAt(args, "region") || this.#region };
    const blocks = Object.entries(args).map(([key, value]) => {
      const computed = known[key];
      return [key, isRecord(value) && isRecord(computed) ? { ...computed, ...value } : value] as const;
    });
    return { ...region, ...known, ...Object.fromEntries(blocks), ...tags };
  }
}

/** Changed arguments; one that is no longer said stays as it is where the provider keeps it. */
function changedArguments(type: ResourceType, olds: Properties, news: Properties): readonly string[] {
  return differences(olds, news, type.unordered).filter((path) => {
    const argument = path.split(/[.[]/)[0] ?? "";
    return !(news[argument] === undefined && isWithin(path, type.kept ?? []));
  });
}

const unknown = (names: readonly string[]): Args => Object.fromEntries(names.map((name) => [name, UNKNOWN]));

/** Nested settings of a provider come as JSON text. */
function parsed(value: Properties[string] | undefined): unknown {
  return typeof value === "string" && value !== UNKNOWN ? (JSON.parse(value) as unknown) : value;
}
