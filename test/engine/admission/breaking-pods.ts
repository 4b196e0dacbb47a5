/** A pod spec in the restricted level of Pod Security. */
export const restrictedPod = {
  securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: "RuntimeDefault" } },
  containers: [
    {
      name: "main",
      image: "example.com/main",
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    },
  ],
} as const;

const [container] = restrictedPod.containers;

const withContainer = (change: object) => ({ ...restrictedPod, containers: [{ ...container, ...change }] });
const withContainerSecurity = (change: object) =>
  withContainer({ securityContext: { ...container.securityContext, ...change } });
const withPodSecurity = (change: object) => ({
  ...restrictedPod,
  securityContext: { ...restrictedPod.securityContext, ...change },
});

export interface BreakingPod {
  readonly what: string;
  readonly spec: object;
  /** What of the baseline level it breaks; nothing where it breaks the restricted one only. */
  readonly baseline: readonly string[];
}

/** One pod for each rule of https://kubernetes.io/docs/concepts/security/pod-security-standards/ that Linux has. */
export const breakingPods: readonly BreakingPod[] = [
  { what: "the host's network", spec: { ...restrictedPod, hostNetwork: true }, baseline: ["host namespaces"] },
  { what: "the host's processes", spec: { ...restrictedPod, hostPID: true }, baseline: ["host namespaces"] },
  { what: "the host's shared memory", spec: { ...restrictedPod, hostIPC: true }, baseline: ["host namespaces"] },
  {
    what: "a folder of the host",
    spec: { ...restrictedPod, volumes: [{ name: "root", hostPath: { path: "/" } }] },
    baseline: ["hostPath volumes"],
  },
  {
    what: "a port of the host",
    spec: withContainer({ ports: [{ containerPort: 80, hostPort: 80 }] }),
    baseline: ["hostPort"],
  },
  {
    what: "all of the host",
    spec: withContainerSecurity({ privileged: true, allowPrivilegeEscalation: true }),
    baseline: ["privileged"],
  },
  {
    what: "another capability",
    spec: withContainerSecurity({ capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } }),
    baseline: ["non-default capabilities NET_ADMIN"],
  },
  {
    what: "any system call",
    spec: withPodSecurity({ seccompProfile: { type: "Unconfined" } }),
    baseline: ["seccompProfile"],
  },
  {
    what: "no profile of AppArmor",
    spec: withPodSecurity({ appArmorProfile: { type: "Unconfined" } }),
    baseline: ["forbidden AppArmor profile"],
  },
  {
    what: "a parameter of the kernel",
    spec: withPodSecurity({ sysctls: [{ name: "kernel.msgmax", value: "65536" }] }),
    baseline: ["forbidden sysctls"],
  },
  { what: "root", spec: withPodSecurity({ runAsUser: 0 }), baseline: [] },
  { what: "whichever user the image has", spec: withPodSecurity({ runAsNonRoot: undefined }), baseline: [] },
  { what: "no profile of system calls", spec: withPodSecurity({ seccompProfile: undefined }), baseline: [] },
  { what: "new rights", spec: withContainerSecurity({ allowPrivilegeEscalation: true }), baseline: [] },
  { what: "the usual capabilities", spec: withContainerSecurity({ capabilities: {} }), baseline: [] },
  {
    what: "a volume of NFS",
    spec: { ...restrictedPod, volumes: [{ name: "data", nfs: { server: "nfs", path: "/" } }] },
    baseline: [],
  },
];
