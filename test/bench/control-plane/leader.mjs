// One control plane: starts its processes, in its own process group, and ends them all when its run ends, when it is
// told to, or when one of them dies. Plain Node, so that it starts at once. Its argument is the plane's folder, which
// holds leader.json. It writes one line to its output: what a client needs, or why there is no plane.
import { spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { connect } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  apiServer,
  controllerManager,
  identities,
  kubeconfigFile,
  kubelets,
  loopback,
  scheduler,
  schedulerConfig,
  storage,
} from "./parts.mjs";
import { kubeconfig, serveTokenWebhook, webhookConfig } from "./token-webhook.mjs";

const folder = process.argv[2];
const { run, ports, program, kwok, kwokStages } = JSON.parse(readFileSync(join(folder, "leader.json"), "utf8"));
const parts = new Map();
// A fifth of a start's work is collecting garbage that would fit into memory; at rest it is little either way.
const env = { ...process.env, GOGC: "400", GOMEMLIMIT: "512MiB" };
let ending = false;

process.on("SIGTERM", () => end());
process.on("uncaughtException", (error) => fail(error.stack ?? String(error)));
setInterval(() => isAlive(run.pid) || end(run.dir), 200);

const endpoint = `https://${loopback}:${ports.api}`;
const tokens = Object.fromEntries(identities.map((name) => [name, randomBytes(16).toString("hex")]));
const plane = { folder, program, ports, kwok, kwokStages };

await writeInputs();
start(storage(plane));
// One that looks too early looks again after a second.
await until(() => accepts(ports.etcd));
start(apiServer(plane));
const caPem = await certificate();
for (const name of identities) write(kubeconfigFile(folder, name), clientConfig(tokens[name]));
await until(async () => (await read("/livez/ping")) !== undefined);
start(scheduler(plane));
start(kubelets(plane));
// One that comes too early looks again after a second.
await until(async () => (await read("/readyz")) !== undefined);
start(controllerManager(plane));
// Pods need it, and it is the controller manager's first deed.
await until(async () => (await read("/api/v1/namespaces/default/serviceaccounts/default")) !== undefined);
announce();

async function writeInputs() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  write(join(folder, "service-account.key"), privateKey.export({ type: "sec1", format: "pem" }));
  const lines = identities.map((name) => `${tokens[name]},${name},${name},system:masters\n`);
  write(join(folder, "identities.csv"), lines.join(""));
  write(join(folder, "tokens.json"), "{}");
  write(join(folder, "scheduler.json"), JSON.stringify(schedulerConfig(folder)));
  write(join(folder, "token-webhook.json"), webhookConfig(await serveTokenWebhook(join(folder, "tokens.json"))));
}

function start({ name, program, args }) {
  const log = join(folder, `${name}.log`);
  const output = openSync(log, "a");
  const child = spawn(program, args, { env, stdio: ["ignore", output, output] });
  closeSync(output);
  parts.set(name, child);
  child.on("error", (error) => fail(`${name} cannot be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    parts.delete(name);
    fail(`${name} ended with ${code ?? signal}; its last words:\n${lastLines(log)}`);
  });
}

/** The API server signs its own certificate, so that this is also the authority that a client trusts. */
async function certificate() {
  const file = join(folder, "certificates", "apiserver.crt");
  await until(() => existsSync(file) && readFileSync(file, "utf8").trimEnd().endsWith("-----END CERTIFICATE-----"));
  return readFileSync(file, "utf8");
}

function clientConfig(token) {
  const data = Buffer.from(caPem).toString("base64");
  return kubeconfig({ server: endpoint, "certificate-authority-data": data }, { token });
}

function announce() {
  read("/version").then((version) => {
    const facts = { id: basename(folder), leader: process.pid, endpoint, caPem, adminToken: tokens.admin };
    const line = JSON.stringify({ ...facts, kubernetesVersion: JSON.parse(version).gitVersion });
    // Whole or not at all: others look for it.
    write(join(folder, "plane.json.new"), line);
    renameSync(join(folder, "plane.json.new"), join(folder, "plane.json"));
    process.stdout.write(`${line}\n`);
  }, fail);
}

/** Body of a good answer, else undefined. */
function read(path) {
  return new Promise((resolve) => {
    const options = { ca: caPem, headers: { authorization: `Bearer ${tokens.admin}` } };
    const request = get(`${endpoint}${path}`, options, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve(response.statusCode === 200 ? body : undefined));
    });
    request.on("error", () => resolve(undefined));
  });
}

/** @param {number} port */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, loopback, () => resolve(true) || socket.destroy());
    socket.on("error", () => resolve(false));
  });
}

async function until(holds) {
  while (!ending && !(await holds())) await delay(20);
}

function fail(reason) {
  if (ending) return;
  ending = true;
  killParts();
  writeFileSync(join(folder, "failure.txt"), String(reason));
  rmSync(join(folder, "plane.json"), { force: true });
  process.stdout.write(`${JSON.stringify({ failure: String(reason) })}\n`, () => process.exit(1));
}

/** Ends the plane and removes its folder, or the folder of its whole run. */
async function end(remains = folder) {
  if (ending) return;
  ending = true;
  const ended = [...parts.values()].map((child) => new Promise((resolve) => child.on("exit", resolve)));
  killParts();
  await Promise.all(ended);
  rmSync(remains, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.exit(0);
}

/** Nothing of a plane is worth a slow end. */
function killParts() {
  for (const child of parts.values()) child.kill("SIGKILL");
}

function lastLines(file) {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}

function write(file, text) {
  writeFileSync(file, text, { mode: 0o600 });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}
