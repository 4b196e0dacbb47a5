import { InitializationError, type Value } from "../../test-provider.js";
import type { Live } from "../cloud-state.js";
import { roleOf, trusts } from "../iam/trust.js";
import { eksId, randomUUID } from "../ids.js";
import { arn } from "../place.js";
import type { ResourceType, World } from "../resource-type.js";
import { type Args, at, isRecord, listAt, textAt } from "../values.js";
import { clusterMustExist } from "./access.js";
import { addOnCatalog, selfManagedAddOns } from "./add-on-catalog.js";
import { addOnObjects, degradation, removeAddOnObjects } from "./add-on-objects.js";
import { clusterNamed, partsOf } from "./uses.js";

const createAddon = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html";

export const addon: ResourceType = {
  token: "aws:eks/addon:Addon",
  kind: "eks/addon",
  api: {
    service: "eks",
    shapes: ["CreateAddonRequest"],
    names: {
      resolveConflictsOnCreate: "resolveConflicts",
      resolveConflictsOnUpdate: "resolveConflicts",
      preserve: null,
    },
  },
  replaces: ["addonName", "clusterName"],
  unordered: ["podIdentityAssociations"],
  kept: ["addonVersion", "configurationValues"],
  computed: ["addonVersion", "arn", "configurationValues", "createdAt", "modifiedAt"],
  rules: [
    clusterMustExist,
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html",
      refuse: ({ args }) =>
        textAt(args, "addonName") in addOnCatalog
          ? undefined
          : `Addon ${textAt(args, "addonName")} specified is not supported`,
    },
    {
      code: "ResourceInUseException",
      link: createAddon,
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.find(place, "eks/addon", addonId(args)) === undefined ? undefined : "Addon already exists.",
    },
    {
      code: "ConflictException",
      link: createAddon,
      when: "create",
      refuse: ({ world, place, args }) => {
        const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
        const isThere =
          at(cluster?.args, "bootstrapSelfManagedAddons") !== false &&
          (selfManagedAddOns as readonly string[]).includes(textAt(args, "addonName"));
        return isThere && textAt(args, "resolveConflictsOnCreate") !== "OVERWRITE"
          ? "Conflicts found when trying to apply. Will not continue due to resolve conflicts mode."
          : undefined;
      },
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html",
      refuse: ({ args }) => {
        const version = textAt(args, "addonVersion");
        return version === "" || /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)
          ? undefined
          : `Addon version specified is not supported: ${version}`;
      },
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html",
      refuse: ({ args }) => {
        const text = textAt(args, "configurationValues");
        if (text === "") return undefined;
        const configuration = configurationOf(args);
        if (configuration === undefined) return "ConfigurationValue provided in request is not JSON";
        const known = addOnCatalog[textAt(args, "addonName")]?.configuration ?? [];
        const unknown = Object.keys(configuration).find((key) => !known.includes(key));
        return unknown === undefined
          ? undefined
          : `ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$.${unknown}: is not defined in the schema and the schema does not allow additional properties]`;
      },
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html",
      refuse: ({ world, place, args }) => {
        for (const association of listAt(args, "podIdentityAssociations")) {
          const [account, roleArn] = [textAt(association, "serviceAccount"), textAt(association, "roleArn")];
          if (addOnCatalog[textAt(args, "addonName")]?.serviceAccounts.includes(account) !== true) {
            return `The service account ${account} is none of the add-on's`;
          }
          const role = roleOf(world, place, roleArn);
          if (role !== "existing" && (role === undefined || !trusts(role, "pods.eks.amazonaws.com"))) {
            return `Trust policy of the role ${roleArn} does not let pods.eks.amazonaws.com assume it, or there is none`;
          }
        }
      },
    },
  ],
  async create({ world, place, args }) {
    const id = addonId(args);
    const [clusterName, name] = [textAt(args, "clusterName"), textAt(args, "addonName")];
    const outputs: Args = {
      arn: arn(place, "eks", `addon/${clusterName}/${name}/${randomUUID()}`),
      addonVersion: args["addonVersion"] ?? addOnCatalog[name]?.defaultVersion ?? "",
      configurationValues: args["configurationValues"] ?? "",
      createdAt: "2026-01-01T00:00:00Z",
      modifiedAt: "2026-01-01T00:00:00Z",
    };
    const live: Live = { kind: "eks/addon", id, place, args, outputs };
    world.state.add(live);
    associate(world, live);
    await install(world, live);
    return { id, outputs };
  },
  async update({ world, args, before }) {
    const after: Live = { ...before, args };
    dissociate(world, before);
    associate(world, after);
    await install(world, after);
    return {
      addonVersion: args["addonVersion"] ?? before.outputs["addonVersion"] ?? "",
      configurationValues: args["configurationValues"] ?? "",
    };
  },
  async remove(world, live) {
    dissociate(world, live);
    const cluster = clusterNamed(world.state, live.place, textAt(live.args, "clusterName"));
    const client = cluster === undefined ? undefined : world.clusters.client(cluster);
    if (client !== undefined) await removeAddOnObjects(client, textAt(live.args, "addonName"));
  },
};

const addonId = (args: Args): string => `${textAt(args, "clusterName")}:${textAt(args, "addonName")}`;

function configurationOf(args: Args): { readonly [key: string]: Value } | undefined {
  const text = textAt(args, "configurationValues");
  if (text === "") return {};
  try {
    const value = JSON.parse(text) as Value;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the add-on's objects on the cluster, and is done when its pods run. */
async function install(world: World, live: Live): Promise<void> {
  const cluster = clusterNamed(world.state, live.place, textAt(live.args, "clusterName"));
  const client = cluster === undefined ? undefined : world.clusters.client(cluster);
  if (client === undefined) return;
  const objects = addOnObjects(textAt(live.args, "addonName"), configurationOf(live.args));
  for (const object of objects) await client.apply(object, { fieldManager: "eks", force: true });
  const reason = await degradation(client, objects);
  if (reason !== undefined) {
    throw new InitializationError(live.id, { ...live.args, ...live.outputs }, [
      `unexpected state 'DEGRADED', wanted target 'ACTIVE'. last error: ${reason}`,
    ]);
  }
}

/** What a cluster brings along by itself. */
export async function installSelfManaged(world: World, cluster: Live): Promise<void> {
  const client = world.clusters.client(cluster);
  if (client === undefined || at(cluster.args, "bootstrapSelfManagedAddons") === false) return;
  for (const object of selfManagedAddOns.flatMap((name) => addOnObjects(name, {}))) await client.apply(object);
}

/** The add-on's own Pod Identity associations. */
function associate({ state }: World, live: Live): void {
  for (const association of listAt(live.args, "podIdentityAssociations")) {
    const shared = { clusterName: textAt(live.args, "clusterName"), namespace: "kube-system" };
    const args = {
      ...shared,
      serviceAccount: textAt(association, "serviceAccount"),
      roleArn: textAt(association, "roleArn"),
    };
    state.add({
      kind: "eks/podIdentityAssociation",
      id: eksId("a"),
      place: live.place,
      args,
      outputs: { addon: live.id },
    });
  }
}

function dissociate({ state }: World, live: Live): void {
  for (const part of partsOf(state, live.place, textAt(live.args, "clusterName"), "eks/podIdentityAssociation")) {
    if (part.outputs["addon"] === live.id) state.remove(part);
  }
}
