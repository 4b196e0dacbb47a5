// What is built from source by Go: the tools of the modules below test/bench/tools.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answerOf, isAtLeast, onPath, run } from "./run.mjs";

const modules = fileURLToPath(new URL("../tools/", import.meta.url));

/** Go's own settings of the user must not change what is built; with no C compiler in play, none is needed. */
const environment = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOTOOLCHAIN: "local", GOWORK: "off" };

export const minimumGo = /^go (\S+)$/m.exec(readFileSync(join(modules, "go.mod"), "utf8"))[1];

const kubernetes = pinned(".", "k8s.io/kubernetes");
const [major, minor] = kubernetes.slice(1).split(".");

export const goParts = [
  tool("device-plugin-config", ".", "./device-plugin-config"),
  tool("pod-security", ".", "./pod-security"),
  tool("control-plane", ".", "./control-plane", {
    // Without its version the API server reports one that clients cannot read.
    "k8s.io/component-base/version.gitVersion": kubernetes,
    "k8s.io/component-base/version.gitMajor": major,
    "k8s.io/component-base/version.gitMinor": minor,
    "k8s.io/client-go/pkg/version.gitVersion": kubernetes,
  }),
  tool("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok"),
  {
    name: "kwok-stages",
    sources: [join(modules, "kwok")],
    data: () => ({ "kwok-stages": "stages.yaml" }),
    build: (folder, go) => copyStages(folder, go),
  },
  tool("kubeconform", ".", "github.com/yannh/kubeconform/cmd/kubeconform", {
    "main.version": pinned(".", "github.com/yannh/kubeconform"),
  }),
  tool("kube-score", "kube-score", "github.com/zegl/kube-score/cmd/kube-score", {
    "main.version": pinned("kube-score", "github.com/zegl/kube-score"),
  }),
  tool("versitygw", "versitygw", "github.com/versity/versitygw/cmd/versitygw", {
    "main.Version": pinned("versitygw", "github.com/versity/versitygw"),
  }),
  tool("rclone", "rclone", "github.com/rclone/rclone"),
  tool("pulumi", ".", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", {
    "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": pinned(".", "github.com/pulumi/pulumi/pkg/v3"),
  }),
];

/** The Go on PATH when it is new enough for the modules. */
export async function findGo() {
  const go = onPath("go");
  if (go === undefined) return undefined;
  const version = await answerOf(go, ["env", "GOVERSION"], { cwd: modules, env: environment });
  return version !== undefined && isAtLeast(version, minimumGo) ? go : undefined;
}

function tool(name, module, target, variables = {}) {
  const ldflags = ["-s", "-w", ...Object.entries(variables).map(([variable, value]) => `-X ${variable}=${value}`)].join(
    " ",
  );
  const cwd = join(modules, module);
  return {
    name,
    sources: [join(cwd, "go.mod"), join(cwd, "go.sum"), ...(target.startsWith("./") ? [join(cwd, target)] : [])],
    settings: [target, ldflags],
    tools: () => ({ [name]: name }),
    build: (folder, go) =>
      run(go, ["build", "-trimpath", "-ldflags", ldflags, "-o", join(folder, name), target], { cwd, env: environment }),
  };
}

/** The version of a module that go.mod names. */
function pinned(module, path) {
  const text = readFileSync(join(modules, module, "go.mod"), "utf8");
  return new RegExp(`^\\s*(?:require )?${path.replaceAll(".", "\\.")} (v\\S+)`, "m").exec(text)[1];
}

/** The stages that keep nodes ready and run pods at once, as one file. */
async function copyStages(folder, go) {
  const cwd = join(modules, "kwok");
  const { Dir } = JSON.parse(
    await run(go, ["mod", "download", "-json", "sigs.k8s.io/kwok"], { cwd, env: environment }),
  );
  const stages = ["node/fast", "node/heartbeat-with-lease", "pod/fast"].flatMap((name) => {
    const stage = join(Dir, "kustomize/stage", name);
    return readdirSync(stage)
      .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
      .map((file) => readFileSync(join(stage, file), "utf8"));
  });
  writeFileSync(join(folder, "stages.yaml"), stages.join("---\n"));
}
