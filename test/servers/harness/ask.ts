import { request } from "node:http";

export interface Question {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  /** What a client calls the server: its `Host` header. */
  readonly host?: string;
  readonly login?: { readonly username: string; readonly password: string };
  readonly token?: string;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One HTTP request, under whatever name the client knows the server; `fetch` would put in its own. */
export function ask({ port, path, method, host, login, token, body }: Question): Promise<Answer> {
  const authorization = login
    ? `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`
    : token && `Bearer ${token}`;
  return new Promise((resolve, reject) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      path,
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(host === undefined ? {} : { host }),
        ...(authorization ? { authorization } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      agent: false,
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
