import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../processes.js";
import { lastingLeftovers } from "./leftovers.js";
import { startPlane, stopControlPlane } from "./lifecycle.js";
import { controlPlane, planeFacts, planeFolder, planesFolder, type ControlPlane } from "./plane.js";

export interface LeasedControlPlane extends ControlPlane {
  /** Gives the plane back. One that is dirty, or not empty again within some seconds, is stopped. */
  release(options?: { readonly dirty?: boolean }): Promise<void>;
}

/**
 * Planes of one run, each about 0.6 GiB: the limit holds back a process that has none yet, and never one that waits
 * for a further plane with planes in its hands, which could wait forever.
 */
const planeLimit = 6;

// The mark is the lock: whoever renames it has the plane, and a plane in use says by whom.
const free = "free";
const leasePattern = /^lease-(\d+)$/;
const ownLease = `lease-${process.pid}`;

/** A new plane is five seconds' work. */
const patience = { deletionMilliseconds: 10_000, reactionMilliseconds: 1000 };

let held = 0;

/** A clean plane of this run for the caller: one that was given back, or a new one. */
export async function leaseControlPlane(): Promise<LeasedControlPlane> {
  for (;;) {
    const ids = existsSync(planesFolder()) ? readdirSync(planesFolder()) : [];
    for (const id of ids) {
      const plane = await claim(id);
      if (plane !== undefined) return leased(plane);
    }
    if (held > 0 || ids.length < planeLimit) return leased(await startPlane([ownLease]));
    await delay(100);
  }
}

async function claim(id: string): Promise<ControlPlane | undefined> {
  const folder = planeFolder(id);
  const facts = planeFacts(id);
  const up = facts !== undefined && isAlive(facts.leader);
  if (up && tryRename(join(folder, free), join(folder, ownLease))) return controlPlane(facts);
  // One that died is its user's to look into; one whose user died may have anything on it.
  const unusable = isFree(folder) ? !up : holderIsGone(folder);
  if (unusable) await stopControlPlane(id);
  return undefined;
}

function leased(plane: ControlPlane): LeasedControlPlane {
  held++;
  let over = false;
  return {
    ...plane,
    async release({ dirty = false } = {}) {
      if (over) return;
      over = true;
      try {
        const clean = !dirty && (await becomesEmpty(plane));
        if (clean) plane.setTokens({});
        const folder = planeFolder(plane.id);
        if (!clean || !tryRename(join(folder, ownLease), join(folder, free))) await stopControlPlane(plane.id);
      } finally {
        held--;
      }
    },
  };
}

async function becomesEmpty(plane: ControlPlane): Promise<boolean> {
  try {
    return (await lastingLeftovers(plane, patience)).length === 0;
  } catch {
    // The plane has died.
    return false;
  }
}

function isFree(folder: string): boolean {
  return existsSync(join(folder, free));
}

function holderIsGone(folder: string): boolean {
  const marks = existsSync(folder) ? readdirSync(folder) : [];
  const holder = marks.map((name) => leasePattern.exec(name)?.[1]).find((pid) => pid !== undefined);
  return holder !== undefined && !isAlive(Number(holder));
}

function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
