import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import { warningTexts } from "./warnings.js";

export interface KubernetesRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the server's root: `/apis/apps/v1/deployments`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
}

export interface KubernetesResponse {
  readonly status: number;
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown;
  /** Texts of the server's `Warning` headers. */
  readonly warnings: readonly string[];
}

export interface Transport {
  /** Answers of every status; rejects when there is no answer. */
  (request: KubernetesRequest): Promise<KubernetesResponse>;
}

/** Where a server is, whom it must prove to be, and who asks. */
export interface Connection {
  readonly server: string;
  /** Namespace of objects that name none. */
  readonly namespace?: string;
  /** TLS options and headers; asked before each request, as credentials expire. */
  credentials(): Promise<RequestOptions>;
}

/** Sends requests over connections that are kept. */
export function httpsTransport(connection: Connection): Transport {
  const agent = new Agent({ keepAlive: true });
  return async (request) => {
    const credentials = await connection.credentials();
    const url = new URL(connection.server.replace(/\/$/, "") + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      ...credentials.headers,
      accept: request.accept ?? "application/json",
      ...(body === undefined
        ? {}
        : { "content-type": request.contentType ?? "application/json", "content-length": Buffer.byteLength(body) }),
    };
    return send(url, { ...credentials, agent, method: request.method, headers }, body);
  };
}

/** Once more where the server closed a connection that was kept, just as the request was about to be sent on it. */
function send(url: URL, options: RequestOptions, body: string | undefined): Promise<KubernetesResponse> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const json = response.headers["content-type"]?.includes("json") === true;
        resolve({
          status: response.statusCode ?? 0,
          body: json ? (JSON.parse(text) as unknown) : text,
          warnings: warningTexts(response.headersDistinct["warning"] ?? []),
        });
      });
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === "ECONNRESET") send(url, options, body).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}
