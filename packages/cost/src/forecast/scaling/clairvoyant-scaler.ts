import type { Foresight } from "../platform/create-platform.js";
import type { PodScaler } from "./pod-scaler.js";
import type { PodScaling } from "./pod-scaling.js";
import type { Observation } from "./pod-scaler.js";
import { withinLimits } from "./replica-limits.js";

type Clairvoyant = Extract<PodScaling, { kind: "clairvoyant" }>;

/** Has in every window what its highest rate will need. */
export class ClairvoyantScaler implements PodScaler {
  nextAtMicros = 0;
  readonly metric = "requests-per-second";
  private window = 0;
  private readonly scaling: Clairvoyant;
  private readonly foresight: Foresight;

  constructor(scaling: Clairvoyant, foresight: Foresight) {
    this.scaling = scaling;
    this.foresight = foresight;
  }

  decide({ nowMicros }: Observation): number {
    const { windowMicros, requestsPerSecond } = this.foresight;
    const rate = requestsPerSecond[Math.min(this.window, requestsPerSecond.length - 1)] ?? 0;
    this.window++;
    this.nextAtMicros = this.window < requestsPerSecond.length ? Math.round(this.window * windowMicros) : Infinity;
    return withinLimits(Math.ceil(rate / this.scaling.target.perReplica - 1e-9), this.scaling.size, nowMicros);
  }
}
