import { arn } from "../place.js";
import type { CloudState, Live } from "../cloud-state.js";
import type { Place } from "../place.js";
import type { ResourceType } from "../resource-type.js";
import { ec2Id } from "../ids.js";
import { type Args, at, isTrueAt, listAt, numberAt, textAt } from "../values.js";
import { instanceType } from "./instance-types.js";

/** What is not in a version of a template, but beside its versions. */
const outsideVersions = ["tags", "region", "name", "updateDefaultVersion", "defaultVersion"];

export const launchTemplate: ResourceType = {
  token: "aws:ec2/launchTemplate:LaunchTemplate",
  kind: "ec2/launchTemplate",
  api: {
    service: "ec2",
    shapes: ["CreateLaunchTemplateRequest", "RequestLaunchTemplateData"],
    names: {
      name: "launchTemplateName",
      description: "versionDescription",
      vpcSecurityGroupIds: "securityGroupIds",
      securityGroupNames: "securityGroups",
      updateDefaultVersion: null,
      defaultVersion: null,
    },
    implied: ["LaunchTemplateData"],
  },
  replaces: ["name", "namePrefix"],
  computed: ["arn", "defaultVersion", "latestVersion"],
  // The provider says so in its own plan of a change: only the call tells the new number.
  recomputed: (changed) =>
    changed.some((path) => !outsideVersions.includes(path.split(/[.[]/)[0] ?? "")) ? ["latestVersion"] : [],
  nameArgument: "name",
  rules: [
    {
      code: "InvalidLaunchTemplateName.AlreadyExistsException",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.all(place, "ec2/launchTemplate").some((other) => other.args["name"] === args["name"])
          ? "Launch template name already in use."
          : undefined,
    },
    {
      code: "InvalidUserData.Malformed",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html",
      refuse: ({ args }) => {
        const data = textAt(args, "userData");
        if (data === "") return undefined;
        if (Buffer.from(data, "base64").toString("base64") !== data) return "Invalid BASE64 encoding of user data.";
        return Buffer.from(data, "base64").length > 16_384 ? "User data is limited to 16384 bytes" : undefined;
      },
    },
    {
      code: "InvalidParameterValue",
      link: "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
      refuse: ({ args }) => {
        for (const mapping of listAt(args, "blockDeviceMappings")) {
          const size = numberAt(mapping, "ebs.volumeSize");
          if (textAt(mapping, "ebs.volumeType") === "gp3" && size !== undefined && (size < 1 || size > 65_536)) {
            return `Volume of ${size}GiB is out of the range of gp3 volumes, 1 to 65536 GiB`;
          }
          if (!isTrueAt(mapping, "ebs.encrypted") && textAt(mapping, "ebs.kmsKeyId") !== "") {
            return "The parameter KmsKeyId requires the parameter Encrypted to be set.";
          }
        }
      },
    },
    {
      code: "InvalidInstanceType",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
      refuse: ({ args }) => {
        const type = textAt(args, "instanceType");
        return type === "" || instanceType(type) !== undefined
          ? undefined
          : `The following supplied instance types do not exist: [${type}]`;
      },
    },
  ],
  create: ({ place, args }) => {
    const id = ec2Id("lt");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `launch-template/${id}`),
        latestVersion: 1,
        defaultVersion: 1,
        versions: [version(args)],
      },
    };
  },
  update: ({ args, before }) => {
    const versions = listAt(before.outputs, "versions");
    const next = version(args);
    const isSame = JSON.stringify(versions.at(-1)) === JSON.stringify(next);
    const all = isSame ? versions : [...versions, next];
    const chosen = isTrueAt(args, "updateDefaultVersion") ? all.length : numberAt(before.outputs, "defaultVersion");
    return { versions: all, latestVersion: all.length, defaultVersion: chosen ?? 1 };
  },
  describe: (live) => textAt(live.args, "name"),
};

function version(args: Args): Args {
  const entries = Object.entries(args).filter(([key]) => !outsideVersions.includes(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A version of a template, by the number that a node group names. */
export function templateVersion(
  state: CloudState,
  place: Place,
  reference: Args[string] | undefined,
): { readonly template: Live; readonly number: number; readonly data: Args } | undefined {
  const template =
    state.find(place, "ec2/launchTemplate", textAt(reference, "id")) ??
    state.all(place, "ec2/launchTemplate").find(({ args }) => args["name"] === at(reference, "name"));
  if (template === undefined) return undefined;
  const named = textAt(reference, "version");
  const number =
    named === "$Latest"
      ? numberAt(template.outputs, "latestVersion")
      : named === "$Default"
        ? numberAt(template.outputs, "defaultVersion")
        : Number(named);
  const data = listAt(template.outputs, "versions")[(number ?? 0) - 1];
  return data === undefined ? undefined : { template, number: number ?? 0, data: data as Args };
}
