import type { Place } from "./place.js";
import type { Args } from "./values.js";

/** Something that exists. */
export interface Live {
  /** Type of the resource, as "eks/cluster". */
  readonly kind: string;
  readonly id: string;
  readonly place: Place;
  /** What was asked for, as it is now. */
  args: Args;
  /** What the cloud computed beside it. */
  outputs: Args;
}

/** All that exists, in every account and region. */
export class CloudState {
  readonly #lives = new Map<string, Live>();

  add(live: Live): void {
    this.#lives.set(key(live.kind, live.id, live.place), live);
  }

  remove(live: Live): void {
    this.#lives.delete(key(live.kind, live.id, live.place));
  }

  find(place: Place, kind: string, id: string): Live | undefined {
    return this.#lives.get(key(kind, id, place));
  }

  /** Everything of a kind in one account and region. */
  all(place: Place, kind: string): readonly Live[] {
    return [...this.#lives.values()].filter((live) => live.kind === kind && samePlace(live, kind, place));
  }

  everything(): readonly Live[] {
    return [...this.#lives.values()];
  }
}

// IAM is the same in all regions.
const isGlobal = (kind: string) => kind.startsWith("iam/");

function key(kind: string, id: string, { account, region }: Place): string {
  return [kind, account, isGlobal(kind) ? "" : region, id].join("|");
}

function samePlace(live: Live, kind: string, { account, region }: Place): boolean {
  return live.place.account === account && (isGlobal(kind) || live.place.region === region);
}
