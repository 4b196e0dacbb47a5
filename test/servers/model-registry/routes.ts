import type { Question } from "../harness/ask.js";

/**
 * What a stranger must not get at: each family of MLflow's routes, among them those that older releases left open
 * (CVE-2026-2652, CVE-2026-0545) or read files by (CVE-2026-2614, CVE-2023-1177).
 */
export const closedRoutes: readonly Omit<Question, "port">[] = [
  { path: "/" },
  { path: "/version" },
  { path: "/signup" },
  { path: "/metrics" },
  { path: "/api/2.0/mlflow/experiments/search", body: { max_results: 1 } },
  { path: "/ajax-api/2.0/mlflow/experiments/search", body: { max_results: 1 } },
  { path: "/api/2.0/mlflow/registered-models/search?max_results=1" },
  { path: "/api/2.0/mlflow/registered-models/create", body: { name: "strange" } },
  { path: "/api/2.0/mlflow/model-versions/get-artifact?name=fraud&version=1&path=MLmodel" },
  { path: "/api/2.0/mlflow/users/create", body: { username: "stranger", password: "strange-password" } },
  { path: "/api/2.0/mlflow/webhooks" },
  { path: "/api/2.0/mlflow-artifacts/artifacts?path=" },
  { path: "/api/2.0/mlflow-artifacts/artifacts/strange.txt", method: "PUT", body: "strange" },
  { path: "/get-artifact?run_uuid=0&path=MLmodel" },
  { path: "/graphql", body: { query: "{ __typename }" } },
  { path: "/ajax-api/2.0/mlflow/gateway-proxy?gateway_path=api/2.0/endpoints/" },
  { path: "/api/3.0/mlflow/traces/search", body: { locations: [] } },
  { path: "/v1/traces", body: { resourceSpans: [] } },
  { path: "/ajax-api/3.0/jobs/search", body: {} },
  { path: "/api/3.0/mlflow/roles/list" },
];
