// Answers the API server's question whose token it was shown.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { loopback } from "./parts.mjs";

/**
 * Serves TokenReview v1 from a file that is read for each request: `{ "<token>": { "username", "groups" } }`.
 * @param {string} tokensFile
 * @returns {Promise<string>} its address
 */
export async function serveTokenWebhook(tokensFile) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const { spec } = JSON.parse(Buffer.concat(chunks).toString());
      const tokens = JSON.parse(await readFile(tokensFile, "utf8"));
      const user = Object.hasOwn(tokens, spec.token) ? tokens[spec.token] : undefined;
      const status = user === undefined ? { authenticated: false } : { authenticated: true, user };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status }));
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, loopback, resolve));
  return `http://${loopback}:${server.address().port}`;
}

/** How the API server finds it. @param {string} server */
export function webhookConfig(server) {
  return kubeconfig({ server }, {});
}

/** @param {object} cluster @param {object} user */
export function kubeconfig(cluster, user) {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "plane", cluster }],
    users: [{ name: "user", user }],
    contexts: [{ name: "plane", context: { cluster: "plane", user: "user" } }],
    "current-context": "plane",
  });
}
