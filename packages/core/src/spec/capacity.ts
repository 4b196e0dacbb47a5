import type { CapacityKind } from "../catalog/capacity-kind.js";

/**
 * One way to get nodes. A pool lists them in order of preference.
 *
 * With several entries each says `maxNodes` and they add up to `size.max`, because no autoscaler caps the sum;
 * `size.min` belongs to the first entry.
 */
export interface Capacity {
  readonly kind: CapacityKind;
  /** Most nodes of this kind. @default `size.max`, where the list has one entry */
  readonly maxNodes?: number;
}
