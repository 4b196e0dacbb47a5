import { readKubeconfig } from "@roadstead/cluster/owned-nodes";
import { describe, expect, it } from "vitest";
import { kubeconfigText } from "./kubeconfig-text.js";

describe("reading a kubeconfig", () => {
  it("takes the current context, and tells server, sign-in command and files", () => {
    const text = kubeconfigText({
      user: { exec: { command: "kubelogin" }, "client-certificate": "/etc/client.crt" },
    });
    expect(readKubeconfig(text)).toEqual({
      facts: {
        context: "dc1",
        server: "https://10.0.0.10:6443",
        loopback: false,
        command: "kubelogin",
        files: ["/etc/client.crt"],
      },
      faults: [],
    });
  });

  it("takes JSON as well as YAML", () => {
    const json = JSON.stringify({
      "current-context": "a",
      contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
      clusters: [{ name: "c", cluster: { server: "https://k8s.example.com" } }],
      users: [{ name: "u", user: {} }],
    });
    expect(readKubeconfig(json).facts?.server).toBe("https://k8s.example.com");
  });

  it("takes the wanted context instead of the current one", () => {
    const text = kubeconfigText({ currentContext: "elsewhere" });
    expect(readKubeconfig(text, "dc1").facts?.context).toBe("dc1");
  });

  it.each(["https://127.0.0.1:6443", "https://localhost:6443", "https://[::1]:6443"])(
    "knows that %s is reached on that machine alone",
    (server) => {
      expect(readKubeconfig(kubeconfigText({ cluster: { server } })).facts?.loopback).toBe(true);
    },
  );

  it.each([
    ["", "owned-nodes/kubeconfig-missing"],
    ["  \n", "owned-nodes/kubeconfig-missing"],
    ["/home/me/.kube/config", "owned-nodes/kubeconfig-syntax"],
    ["clusters: [", "owned-nodes/kubeconfig-syntax"],
    ["clusters: []", "owned-nodes/kubeconfig-syntax"],
    [kubeconfigText({ currentContext: "" }), "owned-nodes/kubeconfig-context"],
    [kubeconfigText({ currentContext: "dc2" }), "owned-nodes/kubeconfig-context"],
    [kubeconfigText({ userName: "somebody" }), "owned-nodes/kubeconfig-reference"],
    [kubeconfigText({ cluster: {} }), "owned-nodes/kubeconfig-server"],
    [kubeconfigText({ cluster: { server: "http://10.0.0.10:6443" } }), "owned-nodes/kubeconfig-server"],
    [
      kubeconfigText({ cluster: { server: "https://10.0.0.10:6443", "insecure-skip-tls-verify": true } }),
      "owned-nodes/kubeconfig-tls",
    ],
  ])("refuses %j", (text, rule) => {
    expect(readKubeconfig(text).faults.map((fault) => fault.rule)).toEqual([rule]);
  });

  it("refuses aliases that grow without bound", () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? "a0: &a0 [x, x, x, x]"
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(", ")}]`,
    );
    expect(readKubeconfig(levels.join("\n")).faults[0]?.rule).toBe("owned-nodes/kubeconfig-syntax");
  });

  it("never quotes keys, tokens or passwords, whatever is wrong", () => {
    const secrets = { token: "s3cret-token", "client-key-data": "s3cret-key", password: "s3cret-password" };
    const broken = [
      kubeconfigText({ user: secrets, currentContext: "dc2" }),
      kubeconfigText({ user: secrets, userName: "somebody" }),
      kubeconfigText({ user: secrets, cluster: { server: "http://me:s3cret@10.0.0.10" } }),
      `s3cret: [${kubeconfigText({ user: secrets })}`,
    ];
    for (const text of broken) {
      const { faults } = readKubeconfig(text);
      expect(faults).not.toEqual([]);
      expect(JSON.stringify(faults)).not.toContain("s3cret");
    }
  });
});
