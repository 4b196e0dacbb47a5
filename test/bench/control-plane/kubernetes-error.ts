import type { KubernetesResponse } from "./transport.js";

/** The API server's refusal. */
export class KubernetesError extends Error {
  readonly status: number;
  /** Kubernetes' own word for it, such as `AlreadyExists`. */
  readonly reason: string | undefined;
  /** The server's `Status` object, or the text that came instead. */
  readonly body: unknown;

  constructor(action: string, { status, body }: Pick<KubernetesResponse, "status" | "body">) {
    const said = typeof body === "object" && body !== null ? (body as { message?: string; reason?: string }) : {};
    super(`${action}: ${said.message ?? (typeof body === "string" && body !== "" ? body : `status ${status}`)}`);
    this.name = "KubernetesError";
    this.status = status;
    this.reason = said.reason;
    this.body = body;
  }
}
