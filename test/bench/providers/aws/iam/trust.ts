import type { World, Rule } from "../resource-type.js";
import { accountOf, type Place } from "../place.js";
import type { Live } from "../cloud-state.js";
import { textAt } from "../values.js";

/** The role of an ARN: made here, or "existing" when it was there before; undefined when there is none. */
export function roleOf(world: World, place: Place, roleArn: string): Live | "existing" | undefined {
  if (world.existingRoles.includes(roleArn)) return "existing";
  return world.state.all(place, "iam/role").find((role) => role.outputs["arn"] === roleArn);
}

/** Whether a role's trust policy lets the service assume it. */
export function trusts(role: Live, service: string): boolean {
  const document = textAt(role.args, "assumeRolePolicy");
  const { Statement: statements } = JSON.parse(document) as { Statement: TrustStatement | readonly TrustStatement[] };
  return [statements].flat().some(({ Effect, Principal }) => {
    const services = [Principal?.Service ?? []].flat();
    return Effect === "Allow" && services.includes(service);
  });
}

interface TrustStatement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string | readonly string[] };
}

/** The argument is the ARN of a role of the account, which the service may assume. */
export function mustBeAssumable(argument: string, service: string): Rule {
  return {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html",
    refuse: ({ world, place, args }) => {
      const roleArn = textAt(args, argument);
      if (roleArn === "") return undefined;
      if (accountOf(roleArn) !== place.account) return `Cross-account pass role is not allowed: ${roleArn}`;
      const role = roleOf(world, place, roleArn);
      // In China the principals of some services end differently.
      const names = place.partition === "aws-cn" ? [service, `${service}.cn`] : [service];
      if (role === "existing" || (role !== undefined && names.some((name) => trusts(role, name)))) return undefined;
      return `Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`;
    },
  };
}

/** Names of the policies that AWS manages and a role has; undefined for a role that was there before. */
export function managedPoliciesOf(world: World, place: Place, roleArn: string): readonly string[] | undefined {
  const role = roleOf(world, place, roleArn);
  if (role === undefined || role === "existing") return role === undefined ? [] : undefined;
  return world.state
    .all(place, "iam/rolePolicyAttachment")
    .filter((attachment) => attachment.args["role"] === role.id)
    .map((attachment) => textAt(attachment.args, "policyArn").split("/").at(-1) ?? "");
}
