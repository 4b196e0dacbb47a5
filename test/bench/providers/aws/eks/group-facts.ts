import { templateVersion } from "../ec2/launch-template.js";
import type { Ask } from "../resource-type.js";
import { type Args, isRecord, numberAt, textAt, textsAt } from "../values.js";

export const desiredSize = (args: Args): number => numberAt(args, "scalingConfig.desiredSize") ?? 0;

/** What the autoscaling group does when its desired capacity is set: EKS shows it as the group's desired size. */
export function withDesiredSize(args: Args, count: number): Args {
  const scaling = isRecord(args["scalingConfig"]) ? args["scalingConfig"] : {};
  return { ...args, scalingConfig: { ...scaling, desiredSize: count } };
}

/** Instance types of the call or of its launch template; EKS' own default where neither names any. */
export function instanceTypesOf({ world, place, args }: Pick<Ask, "world" | "place" | "args">): readonly string[] {
  const named = textsAt(args, "instanceTypes");
  if (named.length > 0) return named;
  const template = templateVersion(world.state, place, args["launchTemplate"]);
  return [textAt(template?.data, "instanceType") || "t3.medium"];
}
