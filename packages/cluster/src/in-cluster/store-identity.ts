import { objectLabels } from "../object-labels.js";

/** What a server in the cluster is, and which of several it is. */
export interface StoreIdentity {
  /** "postgres", "versitygw". */
  readonly software: string;
  /** Name of the store, which begins those of its objects. */
  readonly name: string;
  readonly namespace: string;
}

/** Labels by which services, policies and controllers find the pods of one role. They cannot change later. */
export function roleSelector({ software, name }: StoreIdentity, role: string): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/name": software,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/component": role,
  };
}

/** `metadata` of an object of a store. */
export function storeMetadata(identity: StoreIdentity, name: string) {
  return {
    name,
    namespace: identity.namespace,
    labels: { ...objectLabels(identity.software), "app.kubernetes.io/instance": identity.name },
  };
}

/** Labels of a pod: those of an object, and those by which it is found. */
export function podLabels(identity: StoreIdentity, role: string): Record<string, string> {
  return { ...objectLabels(identity.software), ...roleSelector(identity, role) };
}
