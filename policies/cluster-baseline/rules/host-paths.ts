import {
  allOf,
  fail,
  known,
  outsideNamespaces,
  pass,
  podSteps,
  podTypes,
  resourceRule,
  shownValue,
  systemNamespaces,
  texts,
  unknown,
} from "@roadstead/policy";

export const hostPaths = resourceRule({
  name: "host-paths",
  title: "No pod mounts a folder of its node",
  severity: "high",
  level: "mandatory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' volumes[].hostPath"],
  why: "A folder of the node outlives the pod, is shared with others, and some of them are the node.",
  fix: "Use a claim, an emptyDir or a CSI volume.",
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () => {
      const volumes = view.items(...podSteps(view.type), "volumes");
      if (volumes.state === "unknown") return unknown(volumes, "the pod may mount a folder of its node");
      return allOf([
        pass,
        ...(known(volumes) ?? []).map((volume) => {
          const path = volume.text("hostPath", "path");
          if (path.state === "absent") return pass;
          if (path.state === "unknown") return unknown(path, "the pod may mount a folder of its node");
          return fail(`the pod mounts a folder of its node: ${path.path} is ${shownValue(path)}`, { path: path.path });
        }),
      ]);
    }),
});
