import { allOf, everyContainer, expectPresent, podTypes, resourceRule } from "@roadstead/policy";

export const containerLimits = resourceRule({
  name: "container-limits",
  title: "Containers say how much memory and CPU they take",
  severity: "medium",
  level: "advisory",
  config: {},
  types: podTypes,
  reads: ["kubernetes: pods' containers[].resources.requests.cpu, requests.memory, limits.memory"],
  why: "A pod without requests lands beside a GPU job and takes its memory; autoscalers cannot count it.",
  fix: "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory.",
  references: [
    { framework: "Checkov", control: "CKV_K8S_11" },
    { framework: "Checkov", control: "CKV_K8S_13" },
  ],
  check: (view) =>
    everyContainer(view, "a container may take what it wants", (container) => {
      const limit = container.read("resources", "limits", "memory");
      const request = container.read("resources", "requests", "memory");
      return allOf([
        expectPresent(container.read("resources", "requests", "cpu"), "a container does not say how much CPU it takes"),
        expectPresent(
          request.state === "absent" ? limit : request,
          "a container does not say how much memory it takes",
        ),
        expectPresent(limit, "a container's memory has no limit"),
      ]);
    }),
});
