import { templateVersion } from "../ec2/launch-template.js";
import type { Args } from "../values.js";
import type { Ask, Rule } from "../resource-type.js";
import { at, isRecord, listAt, textAt, textsAt } from "../values.js";
import { readUserData } from "./user-data.js";

const templates = "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html";
const capacityBlocks = "https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html";

/** A rule on node groups that have a launch template. */
function onTemplate(link: string, refuse: (data: Args, ask: Ask) => string | undefined): Rule {
  return {
    code: "InvalidParameterException",
    link,
    refuse: (ask) => {
      const found = templateVersion(ask.world.state, ask.place, ask.args["launchTemplate"]);
      return found === undefined ? undefined : refuse(found.data, ask);
    },
  };
}

/** What a node group and its launch template may not say together. */
export const launchTemplateRules: readonly Rule[] = [
  {
    code: "InvalidRequestException",
    link: templates,
    refuse: ({ world, place, args }) => {
      const reference = args["launchTemplate"];
      if (!isRecord(reference)) return undefined;
      if ((textAt(reference, "id") === "") === (textAt(reference, "name") === "")) {
        return "Either provide launch template ID or launch template name in the request.";
      }
      return templateVersion(world.state, place, reference) === undefined
        ? `Launch template ${textAt(reference, "id") || textAt(reference, "name")} has no version ${textAt(reference, "version")}`
        : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html",
    when: "update",
    refuse: ({ args, before }) => {
      const [from, to] = [before?.args["launchTemplate"], args["launchTemplate"]];
      if (isRecord(from) !== isRecord(to))
        return "A node group made with a launch template keeps one, and one without gets none";
      return textAt(from, "id") === textAt(to, "id")
        ? undefined
        : "The launch template of a node group cannot be changed";
    },
  },
  onTemplate("https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1386", (data, { args }) =>
    textAt(data, "instanceType") !== "" && textsAt(args, "instanceTypes").length > 0
      ? "Cannot specify instance types in launch template and API request"
      : undefined,
  ),
  onTemplate(templates, (_, { args }) => {
    if (at(args, "diskSize") !== undefined) return "Disk size must be specified within the launch template.";
    if (at(args, "remoteAccess") !== undefined)
      return "Remote access configuration cannot be specified with a launch template.";
  }),
  onTemplate(templates, (data) => {
    if (at(data, "iamInstanceProfile") !== undefined)
      return "The launch template must not have an IAM instance profile.";
    if (listAt(data, "networkInterfaces").some((each) => textAt(each, "subnetId") !== "")) {
      return "The launch template must not name a subnet.";
    }
    if (at(data, "hibernationOptions.configured") === true) return "The launch template must not ask for hibernation.";
    if (textAt(data, "instanceInitiatedShutdownBehavior") === "stop")
      return "The launch template must not stop instances.";
  }),
  onTemplate(capacityBlocks, (data, { args }) => {
    const [market, capacity] = [textAt(data, "instanceMarketOptions.marketType"), textAt(args, "capacityType")];
    if (market === "spot") return "You cannot specify spot options in the launch template: use the capacity type SPOT";
    if ((market === "capacity-block") !== (capacity === "CAPACITY_BLOCK")) {
      return `The capacity type ${capacity || "ON_DEMAND"} does not go with the market type '${market}' of the launch template`;
    }
    if (market !== "capacity-block") return undefined;
    if (textAt(data, "capacityReservationSpecification.capacityReservationTarget.capacityReservationId") === "") {
      return "A capacity block needs the id of its reservation in the launch template";
    }
    return textAt(data, "instanceType") === ""
      ? "A capacity block needs the instance type in the launch template"
      : undefined;
  }),
  {
    code: "InvalidParameterException",
    link: capacityBlocks,
    refuse: ({ world, place, args }) =>
      args["capacityType"] === "CAPACITY_BLOCK" &&
      templateVersion(world.state, place, args["launchTemplate"]) === undefined
        ? "The capacity type CAPACITY_BLOCK needs a launch template"
        : undefined,
  },
  onTemplate(templates, (data, { args }) => {
    const [image, amiType] = [textAt(data, "imageId"), textAt(args, "amiType")];
    if (image === "")
      return amiType === "CUSTOM" ? "The AMI type CUSTOM needs an image id in the launch template" : undefined;
    if (amiType !== "" && amiType !== "CUSTOM") {
      return "You cannot specify an AMI Type other than CUSTOM, when specifying an image id in your launch template.";
    }
    if (textAt(args, "version") !== "") return "You cannot specify the field kubernetesVersion when using custom AMIs.";
    if (textAt(args, "releaseVersion") !== "")
      return "You cannot specify the field releaseVersion when using custom AMIs.";
  }),
  onTemplate(`${templates}#launch-template-user-data`, (data, { args }) => {
    const [userData, amiType] = [textAt(data, "userData"), textAt(args, "amiType")];
    // Bottlerocket reads TOML, and a custom image anything.
    if (amiType.startsWith("BOTTLEROCKET") || textAt(data, "imageId") !== "") return undefined;
    return readUserData(userData) === undefined ? "User data was not in the MIME multipart format." : undefined;
  }),
];
