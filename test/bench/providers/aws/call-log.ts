import type { Properties } from "../test-provider.js";
import type { Place } from "./place.js";

/** One change that was asked of the cloud, whether it was made or refused. */
export interface RecordedCall {
  /** Sequence numbers over all the bench's providers; `end` is undefined while the call runs. */
  readonly start: number;
  readonly end?: number;
  readonly action: "create" | "update" | "delete";
  /** Type of the resource, as "eks/cluster". */
  readonly kind: string;
  readonly urn: string;
  readonly place: Place;
  readonly args: Properties;
  /** Undefined when the call was refused before there was one. */
  readonly id?: string;
  readonly error?: string;
}
