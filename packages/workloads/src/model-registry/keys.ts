import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import type * as pulumi from "@pulumi/pulumi";
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
    webhooks: new RandomBytes(`${name}-webhook-key`, { length: 32 }, opts).base64.apply(urlSafe),
    gateway: password("gateway-passphrase"),
  };
}

/** Fernet wants Base64 in the alphabet that can stand in a URL. */
function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
