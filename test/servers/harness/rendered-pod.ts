import { chownSync, copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { V1Container, V1PodSpec } from "@kubernetes/client-node";
import { containerEnv, expand } from "./container-env.js";
import { podTemplate } from "./find-object.js";
import { imagePrograms } from "./image-programs.js";
import type { RenderedObject } from "./rendered-objects.js";
import { substitute, substituteValue, type Substitutions } from "./substitutions.js";
import { type Command, runToEnd, startProcess, type SupervisedProcess } from "./supervised-process.js";
import { fillVolumes, volumeFolders } from "./volumes.js";

export interface PodOptions {
  /** Tells pods of one object apart. */
  readonly name: string;
  /** Everything that is written lies below it. */
  readonly dir: string;
  readonly ports?: Substitutions["ports"];
  readonly addresses?: Substitutions["addresses"];
  readonly user?: Command["user"];
  /** What the kubelet gives beside what is rendered: the way to the cluster's API. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A pod as rendered, whose containers run here. */
export interface RenderedPod {
  readonly spec: V1PodSpec;
  /** Exactly what a container runs, after the substitutions. */
  command(container: V1Container): Command;
  /** Runs the init containers one after the other, each to its end, once; what they printed. */
  initialize(): Promise<string>;
  /** Initializes, unless that was done, and starts the container. */
  start(): Promise<SupervisedProcess>;
  /** Initializes, and runs the container to its end; what all printed. @throws when one failed */
  run(): Promise<string>;
  /** Whether the probe of the container succeeds now. */
  probe(kind: "startupProbe" | "livenessProbe" | "readinessProbe"): Promise<boolean>;
}

/** The pod of a Deployment, StatefulSet, Job or CronJob, with the objects that it refers to. */
export function openPod(object: RenderedObject, objects: readonly RenderedObject[], options: PodOptions): RenderedPod {
  const { spec } = podTemplate(object);
  if (spec === undefined) throw new Error(`the pod of ${object.metadata.name} has no spec`);
  const { ports = new Map(), addresses = new Map(), user } = options;
  const dir = join(options.dir, options.name);
  const volumes = spec.volumes ?? [];
  const folders = volumeFolders(volumes, claimsOf(object), { pod: dir, claims: join(options.dir, "claims") });
  const pod = { metadata: { name: options.name, ...namespaceOf(object) } };
  mkdirSync(dir, { recursive: true });
  if (user !== undefined) lend(user, dir, ...folders.values());

  function substitutions(container: V1Container): Substitutions {
    const mounts = (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) => {
      if (subPath === undefined) return [[mountPath, folders.get(name) ?? ""] as const];
      // A file of a volume on its own: a program may be told of its folder only.
      const folder = join(dir, `${container.name}-files`);
      return [
        [dirname(mountPath), join(folder, dirname(mountPath))] as const,
        [mountPath, join(folder, mountPath)] as const,
      ];
    });
    return { paths: new Map(mounts), ports, addresses };
  }

  function command(container: V1Container, exec?: readonly string[]): Command {
    const replace = substitutions(container);
    const rendered = containerEnv(container, pod, objects);
    const { folders: programs, entrypoint } = imagePrograms(container.image ?? "");
    const words = exec ?? [...(container.command ?? entrypoint), ...(container.args ?? [])];
    const [program = "", ...args] = words.map((word) => substituteValue(expand(word, rendered), replace));
    const scratch = replace.paths.get("/tmp");
    const given = Object.entries(rendered).map(([key, value]) => [key, substituteValue(value, replace)] as const);
    const env: Readonly<Record<string, string>> = {
      PATH: [...programs, "/usr/local/bin", "/usr/bin", "/bin"].join(":"),
      ...(scratch === undefined ? {} : { TMPDIR: scratch }),
      ...options.env,
      ...Object.fromEntries(given),
    };
    // Both have modules for Python; the kubelet's stand-in goes first.
    const pythonPath = [options.env?.PYTHONPATH, env.PYTHONPATH].filter((path) => path !== undefined);
    return {
      name: `${options.name}-${container.name}`,
      command: isAbsolute(program) && !existsSync(program) ? basename(program) : program,
      args,
      env: pythonPath.length < 2 ? env : { ...env, PYTHONPATH: pythonPath.join(":") },
      cwd: container.workingDir === undefined ? dir : substitute(container.workingDir, replace),
      logFile: join(dir, `${container.name}.log`),
      ...(user === undefined ? {} : { user }),
    };
  }

  let initialized: Promise<string> | undefined;

  async function runInitContainers(): Promise<string> {
    const printed: string[] = [];
    for (const container of spec?.initContainers ?? []) {
      fill(container);
      printed.push(await runToEnd(command(container)));
    }
    return printed.join("\n");
  }

  function initialize(): Promise<string> {
    return (initialized ??= runInitContainers());
  }

  /** A file is the same in all containers of a pod but for the paths in it, which each has its own way. */
  function fill(container: V1Container): void {
    const replace = substitutions(container);
    const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name));
    const own = volumes.filter(({ name }) => mounted.has(name));
    fillVolumes(own, folders, objects, (text) => substitute(text, replace));
    for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
      if (subPath === undefined) continue;
      const file = replace.paths.get(mountPath) ?? "";
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(join(folders.get(name) ?? "", subPath), file);
    }
    if (user !== undefined) lend(user, ...folders.values());
  }

  /** Here, of a port that is named or numbered in a probe. */
  function portOf(port: unknown): number {
    const named = main?.ports?.find(({ name }) => name === port)?.containerPort;
    return ports.get(Number(named ?? port)) ?? 0;
  }

  const [main] = spec.containers;
  if (main === undefined) throw new Error(`the pod of ${object.metadata.name} has no container`);
  return {
    spec,
    command,
    initialize,
    async start() {
      await initialize();
      fill(main);
      return startProcess(command(main));
    },
    async run() {
      const before = await initialize();
      fill(main);
      return [before, await runToEnd(command(main))].join("\n");
    },
    async probe(kind) {
      const probe = main[kind];
      if (probe?.exec?.command !== undefined) {
        const exec = { ...command(main, probe.exec.command), logFile: join(dir, `${kind}.log`) };
        return runToEnd(exec).then(
          () => true,
          () => false,
        );
      }
      if (probe?.tcpSocket !== undefined) return takesConnections(portOf(probe.tcpSocket.port));
      if (probe?.httpGet === undefined) throw new Error(`${main.name} has no ${kind} that can be asked here`);
      const url = `http://127.0.0.1:${portOf(probe.httpGet.port)}${probe.httpGet.path ?? "/"}`;
      const answer = await fetch(url).catch(() => undefined);
      return answer?.ok === true;
    },
  };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });
}

/** Gives folders, and the files in them, to the user of the pod, as `fsGroup` does. */
function lend({ uid, gid }: NonNullable<Command["user"]>, ...folders: readonly string[]): void {
  for (const folder of folders) {
    chownSync(folder, uid, gid);
    for (const file of readdirSync(folder)) chownSync(join(folder, file), uid, gid);
  }
}

function claimsOf(object: RenderedObject): readonly string[] {
  const { volumeClaimTemplates = [] } = object.spec as {
    volumeClaimTemplates?: readonly { metadata: { name: string } }[];
  };
  return volumeClaimTemplates.map(({ metadata }) => metadata.name);
}

function namespaceOf({ metadata }: RenderedObject): { readonly namespace?: string } {
  return metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
}
