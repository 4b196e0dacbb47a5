import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migScript, partitionScript } from "../../../packages/eks/src/mig-script.js";
import { userData } from "../../../packages/eks/src/user-data.js";

const mig = { profile: "1g.5gb", instancesPerGpu: 7 };

describe("user data", () => {
  it("is not there where there is nothing to do", () => {
    expect(userData({ raid0: false })).toBeUndefined();
  });

  it("joins local disks by nodeadm's config", async () => {
    await expect(userData({ raid0: true })).toMatchFileSnapshot("../../golden/eks/user-data-raid0.txt");
  });

  it("cuts GPUs by a shell part in front of nodeadm's config", async () => {
    await expect(userData({ raid0: true, mig })).toMatchFileSnapshot("../../golden/eks/user-data-mig.txt");
  });

  it("is a MIME document whose parts all end in the boundary that its head names", () => {
    const text = userData({ raid0: true, mig }) ?? "";
    const boundary = /boundary="([^"]+)"/.exec(text)?.[1] ?? "?";
    expect(text.split(`--${boundary}`)).toHaveLength(4);
    expect(text.endsWith(`--${boundary}--\n`)).toBe(true);
  });
});

/** nvidia-smi of a node, whose state is in files: what each case needs of its real manners. */
const fakeNvidiaSmi = `#!/bin/bash
set -eu
cd "$FAKE_NODE"
echo "$*" >> calls
[ ! -e broken ] || { echo 'NVIDIA-SMI has failed' >&2; exit 9; }
case "$*" in
  --query-gpu=mig.mode.current*) cat modes ;;
  "-mig 1") [ -e needs-reset ] || sed -i s/Disabled/Enabled/ modes ;;
  --gpu-reset) [ ! -e resettable ] || sed -i s/Disabled/Enabled/ modes ;;
  -L) cat devices ;;
  "mig -dci") exit 6 ;;
  "mig -dgi") : > devices ;;
  "mig -cgi "*)
    profiles=$(echo "$3" | tr , '\\n')
    for _ in $(cat modes); do for profile in $profiles; do echo "  MIG $profile     Device  0: (UUID: MIG-1)"; done; done > devices ;;
esac
`;

describe("the partition script", () => {
  let node = "";

  beforeEach(() => {
    node = mkdtempSync(join(tmpdir(), "mig-"));
    mkdirSync(join(node, "bin"));
    put("bin/nvidia-smi", fakeNvidiaSmi);
    put("bin/systemctl", '#!/bin/bash\necho "systemctl $*" >> "$FAKE_NODE/calls"\n');
    put("script", partitionScript("1g.5gb", 7));
    for (const name of ["bin/nvidia-smi", "bin/systemctl", "script"]) chmodSync(join(node, name), 0o755);
    put("modes", "Disabled\nDisabled\n");
    put("devices", "");
  });

  afterEach(() => rmSync(node, { recursive: true }));

  const put = (name: string, text: string) => writeFileSync(join(node, name), text);
  const read = (name: string) => (existsSync(join(node, name)) ? readFileSync(join(node, name), "utf8") : "");
  const instances = () => read("devices").split("\n").filter(Boolean).length;
  const boot = () => {
    put("calls", "");
    const path = `${join(node, "bin")}:${process.env["PATH"] ?? ""}`;
    const env = { PATH: path, FAKE_NODE: node, ROADSTEAD_STATE: join(node, "state") };
    const { status, stderr } = spawnSync(join(node, "script"), { env, encoding: "utf8" });
    return { status, stderr, calls: read("calls") };
  };

  it("cuts every GPU into the profile", () => {
    expect(boot()).toMatchObject({ status: 0, stderr: "" });
    expect(instances()).toBe(14);
  });

  it("changes nothing at the next boot", () => {
    boot();
    const { status, calls } = boot();
    expect(status).toBe(0);
    expect(calls).not.toMatch(/-mig 1|-cgi|-dgi|reset/);
  });

  it("cuts again when a reboot took the instances, as it does", () => {
    boot();
    put("devices", "");
    expect(boot().status).toBe(0);
    expect(instances()).toBe(14);
  });

  it("replaces instances of another profile", () => {
    put("modes", "Enabled\nEnabled\n");
    put("devices", "  MIG 3g.20gb     Device  0: (UUID: MIG-1)\n".repeat(14));
    expect(boot().status).toBe(0);
    expect(read("devices")).not.toContain("3g.20gb");
  });

  it("resets the GPUs where MIG mode waits for it", () => {
    put("needs-reset", "");
    put("resettable", "");
    expect(boot().status).toBe(0);
    expect(instances()).toBe(14);
  });

  it("reboots once where a reset is not allowed, then gives up", () => {
    put("needs-reset", "");
    expect(boot()).toMatchObject({ status: 1, calls: expect.stringContaining("systemctl reboot") as unknown });
    const second = boot();
    expect(second.status).toBe(1);
    expect(second.calls).not.toContain("reboot");
    expect(second.stderr).toContain("MIG mode is not on after a reboot");
  });

  it("goes on after the reboot that turned MIG mode on", () => {
    put("needs-reset", "");
    boot();
    put("modes", "Enabled\nEnabled\n");
    expect(boot().status).toBe(0);
    expect(instances()).toBe(14);
  });

  it("fails where the driver does not answer, and does not reboot for it", () => {
    put("broken", "");
    const { status, calls } = boot();
    expect(status).not.toBe(0);
    expect(calls).not.toContain("reboot");
  });

  it("tells 1g.5gb from 1g.5gb+me", () => {
    put("modes", "Enabled\n");
    put("devices", "  MIG 1g.5gb+me     Device  0: (UUID: MIG-1)\n".repeat(7));
    expect(boot().status).toBe(0);
    expect(read("devices")).not.toContain("+me");
  });

  it("is valid bash for every profile, as is what installs it", () => {
    for (const [profile, count] of [
      ["1g.10gb+me", 1],
      ["4g.96gb+gfx", 1],
      ["2g.48gb-me", 2],
    ] as const) {
      execFileSync("bash", ["-n"], { input: migScript(profile, count) });
      execFileSync("bash", ["-n"], { input: partitionScript(profile, count) });
    }
  });
});
