import type { Observation, PodScaler } from "./pod-scaler.js";

/** As many replicas at all times. */
export class StaticScaler implements PodScaler {
  readonly nextAtMicros = Infinity;
  readonly metric = "requests-per-second";
  private readonly replicas: number;

  constructor(replicas: number) {
    this.replicas = replicas;
  }

  decide(_seen: Observation): number {
    return this.replicas;
  }
}
