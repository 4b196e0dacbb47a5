import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hostProviders } from "../../bench/engine/index.js";
import { scratchFolder } from "../../bench/engine/scratch-folder.js";
import { echoKubernetes } from "../../bench/providers/echo/kubernetes.js";
import { kubernetesProvider } from "../../bench/providers/kubernetes/index.js";
import type { TestProvider } from "../../bench/providers/test-provider.js";

describe("a provider of the bench, when one of its name is on PATH", () => {
  afterEach(() => vi.unstubAllEnvs());

  const isHosted = async (factory: () => TestProvider): Promise<boolean> => {
    const real = scratchFolder("real");
    writeFileSync(join(real, "pulumi-resource-kubernetes"), "", { mode: 0o700 });
    vi.stubEnv("PATH", [real, process.env["PATH"]].join(delimiter));
    const host = await hostProviders({ kubernetes: factory });
    const [folder = ""] = host.env["PATH"]?.split(delimiter) ?? [];
    const found = existsSync(join(folder, "pulumi-resource-kubernetes"));
    await host.close();
    return found && folder !== real;
  };

  it("gives way to it where it stands in for it", async () => {
    expect(await isHosted(kubernetesProvider())).toBe(false);
  });

  it("comes before it where it answers for clusters that are not there", async () => {
    expect(await isHosted(() => echoKubernetes())).toBe(true);
  });
});
