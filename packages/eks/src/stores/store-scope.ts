import type * as pulumi from "@pulumi/pulumi";
import type { ControlPlane } from "../control-plane.js";
import type { Network } from "../network.js";
import type { Scope } from "../scope.js";

/** What the stores of one cluster are made with; their children belong to whoever asks for a store. */
export interface StoreScope extends Omit<Scope, "children"> {
  readonly controlPlane: Pick<ControlPlane, "name" | "vpcId" | "nodeSecurityGroupId">;
  /** Where database servers are. */
  readonly network: Pick<Network, "privateSubnets" | "cidrs">;
  /** ARN of the KMS key of data; undefined where AWS' own keys do. */
  readonly key: pulumi.Output<string> | undefined;
  /** ARN of a role of the account, for the account's id. */
  readonly accountRole: pulumi.Input<string>;
  readonly logRetentionDays: number;
}
