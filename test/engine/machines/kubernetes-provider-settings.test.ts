import { describe, expect, it } from "vitest";
import { kubernetesProvider } from "../../bench/providers/kubernetes/index.js";
import { UNKNOWN } from "../../bench/providers/test-provider.js";

describe("a change of the Kubernetes provider's own settings", () => {
  const provider = kubernetesProvider()();
  const kubeconfig = (server: string, token: string) =>
    JSON.stringify({
      "current-context": "a",
      contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
      clusters: [{ name: "c", cluster: { server } }],
      users: [{ name: "u", user: { token } }],
    });
  const [here, there] = [kubeconfig("https://here", "1"), kubeconfig("https://there", "1")];

  it("replaces everything when the cluster is another one, and nothing for another way in", async () => {
    expect(await provider.diffConfig?.({ kubeconfig: here }, { kubeconfig: there })).toMatchObject({
      replaces: ["kubeconfig"],
    });
    const renewed = { kubeconfig: kubeconfig("https://here", "2") };
    expect(await provider.diffConfig?.({ kubeconfig: here }, renewed)).toEqual({
      changes: ["kubeconfig"],
      replaces: [],
    });
    expect(await provider.diffConfig?.({ kubeconfig: here }, { kubeconfig: UNKNOWN })).toMatchObject({
      replaces: ["kubeconfig"],
    });
  });

  it("goes by the cluster's identifier where there is one", async () => {
    const before = { kubeconfig: here, clusterIdentifier: "one" };
    for (const moved of [there, UNKNOWN]) {
      expect(await provider.diffConfig?.(before, { ...before, kubeconfig: moved })).toEqual({
        changes: ["kubeconfig"],
      });
    }
    expect(await provider.diffConfig?.(before, { ...before, clusterIdentifier: "two" })).toEqual({
      changes: ["clusterIdentifier"],
      replaces: ["clusterIdentifier"],
    });
  });
});
