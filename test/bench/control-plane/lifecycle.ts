import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endProcessesThatMention, isAlive, processesThatMention } from "../processes.js";
import { freePort } from "../free-port.js";
import { benchRun } from "../run.js";
import { dataFile, tool } from "../tools.js";
import { controlPlane, planeFacts, planeFolder, type ControlPlane, type PlaneFacts } from "./plane.js";

const leader = fileURLToPath(new URL("leader.mjs", import.meta.url));
const attempts = 3;

/** A new plane, ready for pods. It ends with the run at the latest. */
export function startControlPlane(): Promise<ControlPlane> {
  return startPlane([]);
}

/** @param marks names of empty files that stand in the plane's folder from the first moment */
export async function startPlane(marks: readonly string[]): Promise<ControlPlane> {
  for (let attempt = 1; ; attempt++) {
    const id = `plane-${randomBytes(4).toString("hex")}`;
    const folder = planeFolder(id);
    mkdirSync(folder, { recursive: true });
    for (const mark of marks) writeFileSync(join(folder, mark), "");
    const outcome = await lead(folder);
    if (!("failure" in outcome)) return controlPlane(outcome);
    rmSync(folder, { recursive: true, force: true });
    // A port that was free a moment ago can be taken by another process.
    const clash = outcome.failure.includes("address already in use");
    if (!clash || attempt === attempts) throw new Error(`no control plane: ${outcome.failure}`);
  }
}

/** Ends a plane and removes what it wrote, whoever started it. Does nothing when it is gone already. */
export async function stopControlPlane(id: string): Promise<void> {
  const folder = planeFolder(id);
  const pid = planeFacts(id)?.leader;
  if (pid !== undefined && isAlive(pid)) {
    process.kill(pid, "SIGTERM");
    // The leader ends its parts, removes the folder, and is gone a moment after that.
    for (let waited = 0; processesThatMention(folder).length > 0 && waited < 5000; waited += 20) await delay(20);
  }
  // A leader that was killed has left its parts.
  endProcessesThatMention(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

async function lead(folder: string): Promise<PlaneFacts | { readonly failure: string }> {
  const run = benchRun();
  const [etcd, peer, api] = [await freePort(), await freePort(), await freePort()];
  const programs = { program: tool("control-plane"), kwok: tool("kwok"), kwokStages: dataFile("kwok-stages") };
  const settings = { run, ports: { etcd, peer, api }, ...programs };
  writeFileSync(join(folder, "leader.json"), JSON.stringify(settings));
  const child = spawn(process.execPath, [leader, folder], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const said = await Promise.race([
    firstLine(child.stdout),
    // Not its exit, which may come before its last word.
    new Promise<string>((resolve) => child.once("close", (code) => resolve(failure(`its leader ended with ${code}`)))),
    new Promise<string>((resolve) => child.once("error", (error) => resolve(failure(error.message)))),
  ]);
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
  return JSON.parse(said) as PlaneFacts | { readonly failure: string };
}

function failure(reason: string): string {
  return JSON.stringify({ failure: reason });
}

function firstLine(stream: Readable): Promise<string> {
  let text = "";
  return new Promise((resolve) => {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.includes("\n")) resolve(text);
    });
  });
}
