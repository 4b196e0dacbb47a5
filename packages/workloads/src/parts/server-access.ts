import type * as pulumi from "@pulumi/pulumi";
import type { NetworkEgress } from "@roadstead/cluster";

/** How clients of one server sign in to it; what a plain reference cannot carry. */
export interface ServerAccess {
  /** By what a client may do. */
  readonly logins: { readonly read?: ServerLogin; readonly write?: ServerLogin };
  /** PEM of the private authority that signed the exposed certificate. */
  readonly ca?: pulumi.Input<string>;
  /** URL where the reference has none: a managed server's ARN. */
  readonly url?: pulumi.Input<string>;
  /** What a client's pod must reach, on the server's own cluster. */
  readonly egress: readonly NetworkEgress[];
  /** What must be there before a client is. */
  readonly ready: readonly pulumi.Resource[];
}

export type ServerLogin =
  | { readonly username: pulumi.Input<string>; readonly password: pulumi.Input<string> }
  | { readonly token: pulumi.Input<string> };

export type ClientRight = keyof ServerAccess["logins"];

const accesses = new WeakMap<object, ServerAccess>();

/** Remembers how a component is signed in to: outside of it, since its fields would become outputs. */
export function setServerAccess(component: object, access: ServerAccess): void {
  accesses.set(component, access);
}

export function serverAccess(component: object): ServerAccess {
  const access = accesses.get(component);
  if (access === undefined) throw new Error("a component is used before its constructor is done");
  return access;
}
