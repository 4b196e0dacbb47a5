import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import { containerCapabilities } from "../../../policies/cluster-baseline/rules/container-capabilities.js";
import { containerLimits } from "../../../policies/cluster-baseline/rules/container-limits.js";
import { hostNamespaces } from "../../../policies/cluster-baseline/rules/host-namespaces.js";
import { hostPaths } from "../../../policies/cluster-baseline/rules/host-paths.js";
import { imagePinned } from "../../../policies/cluster-baseline/rules/image-pinned.js";
import { privilegeEscalation } from "../../../policies/cluster-baseline/rules/privilege-escalation.js";
import { privilegedContainers } from "../../../policies/cluster-baseline/rules/privileged-containers.js";
import { runAsNonRoot } from "../../../policies/cluster-baseline/rules/run-as-non-root.js";
import { serviceAccountToken } from "../../../policies/cluster-baseline/rules/service-account-token.js";
import { ruleCases } from "../rule-cases.js";
import type { SampleResource } from "../sample-graph.js";
import { at } from "../sample-graph.js";

const podSpec = (spec: PropertyValue, namespace: PropertyValue = "jobs"): SampleResource => ({
  type: "kubernetes:apps/v1:Deployment",
  inputs: { metadata: { namespace }, ...at("spec.template.spec", spec) },
});
const container = (one: PropertyMap, namespace?: PropertyValue) => podSpec({ containers: [one] }, namespace);
const secured = (context: PropertyMap, namespace?: PropertyValue) => container({ securityContext: context }, namespace);
const bare: SampleResource = { type: "kubernetes:core/v1:Pod", inputs: { spec: { containers: [{}] } } };
const other: SampleResource = { type: "kubernetes:core/v1:Secret", inputs: { spec: unknownValue } };

const unknownPods = {
  "a pod that is not known": podSpec(unknownValue),
  "containers that are not known": podSpec({ containers: unknownValue }),
  "a container that is not known": podSpec({ containers: [unknownValue] }),
};
const notPods = { "no pod": other, "a pod of the system": podSpec({ containers: unknownValue }, "kube-system") };

ruleCases(privilegedContainers, {
  pass: { "nothing said": bare, false: secured({ privileged: false }) },
  fail: {
    true: secured({ privileged: true }),
    "a quoted true": secured({ privileged: "true" }),
    "an init container of a cron job": {
      type: "kubernetes:batch/v1:CronJob",
      inputs: at("spec.jobTemplate.spec.template.spec", {
        containers: [],
        initContainers: [{ securityContext: { privileged: true } }],
      }),
    },
  },
  unknown: {
    ...unknownPods,
    "a namespace that is not known, which may be the system's": secured({ privileged: true }, unknownValue),
    "a word that is no truth value": secured({ privileged: "maybe" }),
  },
  notApplicable: notPods,
});

ruleCases(privilegeEscalation, {
  pass: { false: secured({ allowPrivilegeEscalation: false }) },
  fail: { "nothing said": bare, true: secured({ allowPrivilegeEscalation: true }) },
  unknown: unknownPods,
  notApplicable: notPods,
});

ruleCases(hostNamespaces, {
  pass: { "nothing said": bare },
  fail: { "the node's network": podSpec({ hostNetwork: true }), "the node's memory": podSpec({ hostIPC: true }) },
  unknown: { "a pod that is not known": podSpec(unknownValue), "a flag": podSpec({ hostPID: unknownValue }) },
  notApplicable: notPods,
});

ruleCases(hostPaths, {
  pass: { "no volumes": bare, "an empty folder": podSpec({ volumes: [{ emptyDir: {} }] }) },
  fail: { "a folder": podSpec({ volumes: [{ hostPath: { path: "/var/run" } }] }) },
  unknown: {
    volumes: podSpec({ volumes: unknownValue }),
    "a volume": podSpec({ volumes: [unknownValue] }),
  },
  notApplicable: { "no pod": other },
});

ruleCases(runAsNonRoot, {
  pass: { "the pod's word": podSpec({ securityContext: { runAsNonRoot: true }, containers: [{}] }) },
  fail: {
    "nothing said": bare,
    "a container that takes it back": podSpec({
      securityContext: { runAsNonRoot: true },
      containers: [{ securityContext: { runAsNonRoot: false } }],
    }),
  },
  unknown: unknownPods,
  notApplicable: notPods,
});

ruleCases(containerCapabilities, {
  pass: { none: bare, "one that is allowed": secured({ capabilities: { add: ["NET_BIND_SERVICE"] } }) },
  fail: {
    SYS_ADMIN: secured({ capabilities: { add: ["SYS_ADMIN"] } }),
    "the long name in lower case": secured({ capabilities: { add: ["cap_sys_admin"] } }),
  },
  unknown: { ...unknownPods, "the list": secured({ capabilities: { add: unknownValue } }) },
  notApplicable: notPods,
});

ruleCases(imagePinned, {
  pass: {
    "a version": container({ image: "registry:5000/team/nginx:1.27.3" }),
    "a digest": {
      resources: [container({ image: `nginx@sha256:${"a".repeat(64)}` })],
      config: { digests: true },
    },
  },
  fail: {
    latest: container({ image: "nginx:latest" }),
    "no tag behind a port": container({ image: "registry:5000/nginx" }),
    "a version where a digest is asked for": {
      resources: [container({ image: "nginx:1.27" })],
      config: { digests: true },
    },
  },
  unknown: { ...unknownPods, "an image": container({ image: unknownValue }), "no image": bare },
  notApplicable: { "no pod": other },
});

ruleCases(containerLimits, {
  pass: {
    "a limit of memory and a request of CPU": container({
      resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } },
    }),
  },
  fail: { "nothing said": bare, "no limit": container({ resources: { requests: { cpu: "1", memory: "1Gi" } } }) },
  unknown: { ...unknownPods, resources: container({ resources: unknownValue }) },
  notApplicable: { "no pod": other },
});

ruleCases(serviceAccountToken, {
  pass: {
    "no token": podSpec({ automountServiceAccountToken: false }),
    "an account of its own": podSpec({ serviceAccountName: "trainer" }),
  },
  fail: { "nothing said": bare, "the default account": podSpec({ serviceAccountName: "default" }) },
  unknown: { "the account": podSpec({ serviceAccountName: unknownValue }) },
  notApplicable: notPods,
});
