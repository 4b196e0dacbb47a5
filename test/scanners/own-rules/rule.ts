import type { KubernetesObject, NamespaceFile } from "../inventory/namespace-files.js";

/** A rule about rendered objects that no scanner has. */
export interface OwnRule {
  readonly id: string;
  /** What is wrong with each object of a namespace that breaks the rule. */
  readonly broken: (file: NamespaceFile) => readonly Broken[];
}

export interface Broken {
  readonly object: KubernetesObject;
  readonly message: string;
}

/** A rule that looks at one object at a time: the message, or undefined. */
export function objectRule(id: string, broken: (object: KubernetesObject) => string | undefined): OwnRule {
  return {
    id,
    broken: ({ objects }) =>
      objects.flatMap((object) => {
        const message = broken(object);
        return message === undefined ? [] : [{ object, message }];
      }),
  };
}

/** A rule that looks at one pod at a time, whatever makes it. */
export function podRule(id: string, broken: (pod: PodSpec) => string | undefined): OwnRule {
  return objectRule(id, (object) => {
    const pod = podSpecOf(object);
    return pod === undefined ? undefined : broken(pod);
  });
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: Readonly<Partial<Record<"requests" | "limits", Readonly<Record<string, string | number>>>>>;
}

export const containersOf = ({ containers, initContainers = [] }: PodSpec): readonly Container[] => [
  ...initContainers,
  ...containers,
];

interface Templates {
  readonly containers?: unknown;
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec?: { readonly template?: { readonly spec?: PodSpec } } };
}

/** The pod of a Pod, or of the template of what makes pods. */
export function podSpecOf(object: KubernetesObject): PodSpec | undefined {
  const spec = (object["spec"] ?? {}) as Templates;
  if (object.kind === "Pod") return spec as unknown as PodSpec;
  return spec.template?.spec ?? spec.jobTemplate?.spec?.template?.spec;
}
