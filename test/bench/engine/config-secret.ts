import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";

/** Passphrase of every stack of the bench: what they hold is made up. */
export const passphrase = "bench";

const iterations = 1_000_000;
const salt = Buffer.from("roadstead", "utf8");
// Takes a tenth of a second on purpose, so once a process.
let derived: Buffer | undefined;
const key = (): Buffer => (derived ??= pbkdf2Sync(passphrase, salt, iterations, 32, "sha256"));

/** A value as `pulumi config set --secret` writes it: AES-256-GCM under a key from the passphrase. */
export function encrypted(plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

let salted: string | undefined;

/** What lets the engine check the passphrase: a known text under it, with the salt. */
export const encryptionSalt = (): string => (salted ??= `v1:${salt.toString("base64")}:${encrypted("pulumi")}`);
