import type { Load } from "../platform/platform.js";
import type { Scenario } from "../scenario.js";
import { safeRate } from "../service/safe-rate.js";
import { trafficTokensOf } from "../service/traffic-tokens.js";
import type { RateTrace } from "../traffic/traffic.js";
import { Demand } from "./demand.js";
import { ReplicaResponse } from "./replica-response.js";

/** What the first moment's rate means to an autoscaler of either metric, on as many replicas as are safe. */
export const loadAtStart = (
  rates: RateTrace,
  { replica, slo }: Scenario,
): Pick<Load, "requestsPerSecond" | "concurrency"> => {
  const requestsPerSecond = new Demand(rates).meanRate(0, 0);
  if (requestsPerSecond === 0) return { requestsPerSecond, concurrency: 0 };
  const tokens = trafficTokensOf(rates);
  const response = new ReplicaResponse(replica, slo, rates.inputTokens.cv, rates.outputTokens.cv);
  response.setTokens(tokens);
  const perReplica = safeRate(replica, tokens, slo).requestsPerSecond || response.capacity;
  const replicas = Math.max(1, Math.ceil(requestsPerSecond / perReplica));
  response.settleBatch(requestsPerSecond, replicas);
  return { requestsPerSecond, concurrency: replicas * response.batch + requestsPerSecond * response.firstTokenSeconds };
};
