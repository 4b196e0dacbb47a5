import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How the GPUs of a machine are cut; undefined where they are whole. */
export interface Cut {
  readonly profile: string;
  readonly devicesPerGpu: number;
}

const outcomes = new Map<string, Cut | "failed" | undefined>();

/**
 * Runs the shell parts of user data on a stand-in of a machine with GPUs, whose `nvidia-smi` keeps its state in
 * files, and looks at what became of the GPUs. "failed" when a script ends with an error: such a node never joins.
 *
 * The scripts run with `systemctl` and absolute paths that lie in the machine's own folder.
 */
export function runUserData(scripts: readonly string[], gpus: number): Cut | "failed" | undefined {
  const key = JSON.stringify([scripts, gpus]);
  if (!outcomes.has(key)) outcomes.set(key, run(scripts, gpus));
  return outcomes.get(key);
}

function run(scripts: readonly string[], gpus: number): Cut | "failed" | undefined {
  const machine = mkdtempSync(join(tmpdir(), "aws-machine-"));
  try {
    for (const folder of ["bin", "usr/local/sbin", "etc/systemd/system", "var/lib"]) {
      mkdirSync(join(machine, folder), { recursive: true });
    }
    const put = (name: string, text: string, mode = 0o600) => {
      writeFileSync(join(machine, name), text, { mode });
      chmodSync(join(machine, name), mode);
    };
    put("bin/nvidia-smi", nvidiaSmi, 0o700);
    put("bin/systemctl", systemctl, 0o700);
    put("modes", "Disabled\n".repeat(gpus));
    put("devices", "");
    const env = { PATH: `${join(machine, "bin")}:${process.env["PATH"] ?? ""}`, MACHINE: machine };
    for (const script of scripts) {
      put("user-data", onMachine(script, machine), 0o700);
      if (spawnSync(join(machine, "user-data"), { env, cwd: machine, timeout: 60_000 }).status !== 0) return "failed";
    }
    return cutOf(readFileSync(join(machine, "devices"), "utf8"), gpus);
  } finally {
    rmSync(machine, { recursive: true, force: true });
  }
}

/** The same script with the folders of the system those of the machine. */
function onMachine(script: string, machine: string): string {
  return script.replace(/(?<![\w./])\/(usr\/local|etc|var)\//g, `${machine}/$1/`);
}

function cutOf(devices: string, gpus: number): Cut | undefined {
  const profiles = devices.split("\n").flatMap((line) => /^ +MIG (\S+) /.exec(line)?.[1] ?? []);
  const [profile] = profiles;
  return profile === undefined ? undefined : { profile, devicesPerGpu: profiles.length / gpus };
}

// `systemctl start unit` runs what the unit's file says; a reboot ends what runs.
const systemctl = `#!/bin/bash
set -eu
[ "$1" = start ] || exit 0
command=$(sed -n 's/^ExecStart=//p' "$MACHINE/etc/systemd/system/$2")
exec $command
`;

const nvidiaSmi = `#!/bin/bash
set -eu
cd "$MACHINE"
case "$*" in
  --query-gpu=mig.mode.current*) cat modes ;;
  "-mig 1") sed -i s/Disabled/Enabled/ modes ;;
  -L)
    gpu=0
    while read -r _; do echo "GPU $gpu: NVIDIA (UUID: GPU-$gpu)"; gpu=$((gpu + 1)); done < modes
    cat devices ;;
  "mig -dci" | "mig -dgi") [ -s devices ] || exit 6; : > devices ;;
  "mig -cgi "*)
    grep -qv Enabled modes && exit 6
    profiles=$(echo "$3" | tr , '\\n')
    for _ in $(cat modes); do
      for profile in $profiles; do echo "  MIG $profile     Device  0: (UUID: MIG-1)"; done
    done > devices ;;
  *) echo "unknown option: $*" >&2; exit 2 ;;
esac
`;
