import type { ServingPool } from "../platform/serving-pool.js";
import type { ServiceLevel } from "../scenario.js";
import type { ReplicaProfile } from "../service/replica-profile.js";
import type { NodeAutoscaler } from "./strategy.js";

/** What strategies choose from: machines, a model server, and what is to be kept to. */
export interface FleetOffer {
  readonly replica: ReplicaProfile;
  readonly slo: ServiceLevel;
  /** Nodes on demand. `size.max` is the most that may be had; each strategy says its own minimum. */
  readonly onDemand: ServingPool;
  /** The same nodes from what is left over: cheaper, and taken back. */
  readonly spot?: ServingPool;
  /** Nodes that are paid for, used or not: their price is that of an hour of owning one. */
  readonly owned?: ServingPool;
  /** What a reservation takes off the price on demand, such as 0.4. */
  readonly reservedDiscount: number;
  /** That the cluster can have; the first is its usual one. */
  readonly nodeAutoscalers: readonly NodeAutoscaler[];
  readonly fixedUsdPerHour: number;
  readonly queueTimeoutSeconds: number;
  readonly seed: number;
}
