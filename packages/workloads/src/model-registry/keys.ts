import { RandomPassword } from "@pulumi/random/randomPassword.js";
import * as pulumi from "@pulumi/pulumi";
import type { RegistryKeys } from "./links.js";

/**
 * Makes a registry's secrets, once. They are in the state, as secrets; while data is protected so are they, since
 * what they closed cannot be opened without them.
 */
export function registryKeys(name: string, parent: pulumi.Resource, protect: boolean): RegistryKeys {
  const opts = { parent, protect };
  // Letters and digits: they go into headers and files as they are.
  const password = (role: string) => new RandomPassword(`${name}-${role}`, { length: 32, special: false }, opts).result;
  return {
    adminPassword: password("admin-password"),
    readerPassword: password("reader-password"),
    writerPassword: password("writer-password"),
    flask: password("flask-key"),
    webhooks: pulumi.interpolate`${fernetDraw(`${name}-webhook-key`, opts)}A=`,
    gateway: password("gateway-passphrase"),
  };
}

/**
 * 42 characters of the Base64 that can stand in a URL, which `A=` makes 32 bytes of. Not by RandomBytes: its id, which
 * the state has in plain, is its value.
 */
function fernetDraw(name: string, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  return new RandomPassword(name, { length: 42, overrideSpecial: "-_" }, opts).result;
}
