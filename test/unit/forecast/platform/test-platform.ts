import type { BilledPlatform, Load, PlatformOptions, Scenario, ServingPool } from "@roadstead/cost/forecast";
import { createPlatform } from "@roadstead/cost/forecast";

export const pool = (overrides: Partial<ServingPool> = {}): ServingPool => ({
  name: "serving",
  usdPerHour: 2,
  gpusPerNode: 1,
  replicasPerNode: 1,
  size: { min: 0, max: 100 },
  billing: "per-second",
  start: { nodeSeconds: 120, pullSeconds: 60, loadSeconds: 30 },
  ...overrides,
});

export const scenario = (overrides: Partial<Scenario> = {}): Scenario => ({
  replica: {
    name: "test",
    gpus: 1,
    firstTokenMs: 20,
    prefillTokensPerSecond: 50_000,
    decodeMs: 10,
    decodeMsPerRequest: 0.2,
    maxBatch: 64,
    provenance: { kind: "user", source: "test" },
  },
  pools: [pool()],
  podScaling: { kind: "static", replicas: 2 },
  nodeScaling: {
    kind: "cluster-autoscaler",
    scanSeconds: 10,
    scaleDownUnneededSeconds: 600,
    scaleDownDelayAfterAddSeconds: 600,
    scaleDownUtilizationThreshold: 0.5,
  },
  slo: { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 },
  fixedUsdPerHour: 0,
  queueTimeoutSeconds: 120,
  seed: 1,
  ...overrides,
});

/** A platform alone, whose replicas serve nothing and drain at once, under a load that a test says. */
export class TestPlatform {
  readonly platform: BilledPlatform;
  readonly log: string[] = [];
  nowSeconds = 0;
  /** Seconds that a replica takes to drain. */
  drainSeconds = 0;
  private readonly draining: { at: number; replica: number }[] = [];

  constructor(of: Scenario, options: Partial<PlatformOptions> = {}) {
    this.platform = createPlatform(
      of,
      {
        ready: (replica) => this.note(`ready ${replica}`),
        drain: (replica) => {
          this.note(`drain ${replica}`);
          if (this.drainSeconds > 0) this.draining.push({ at: this.nowSeconds + this.drainSeconds, replica });
          else this.platform.drained(replica, this.nowSeconds * 1e6);
        },
        lost: (replica) => {
          this.note(`lost ${replica}`);
          const index = this.draining.findIndex((entry) => entry.replica === replica);
          if (index >= 0) this.draining.splice(index, 1);
        },
      },
      { durationMicros: 86_400e6, seriesWindowMicros: 600e6, ...options },
    );
  }

  /** Up to a moment, under one load. */
  runTo(seconds: number, load: Partial<Load> = {}): this {
    const full = { requestsPerSecond: 0, concurrency: 0, busyReplicas: 0, ...load };
    for (;;) {
      const drain = this.draining[0]?.at ?? Infinity;
      const next = this.platform.nextAtMicros / 1e6;
      if (Math.min(drain, next) > seconds) break;
      this.nowSeconds = Math.min(drain, next);
      if (drain < next) this.platform.drained(this.draining.shift()!.replica, drain * 1e6);
      else this.platform.advance(full);
    }
    this.nowSeconds = seconds;
    return this;
  }

  private note(what: string): void {
    this.log.push(`${this.nowSeconds} ${what}`);
  }
}
