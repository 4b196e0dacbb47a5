import type { Answer, ResourceView } from "@roadstead/policy";
import { known, pass, unknown } from "@roadstead/policy";

/** What `check` says of a machine, unless its metadata service is off. */
export function metadataAnswer(view: ResourceView, check: () => Answer): Answer {
  const endpoint = view.text("metadataOptions", "httpEndpoint");
  if (known(endpoint) === "disabled") return pass;
  const answer = check();
  return endpoint.state === "unknown" && answer.result === "fail" ? unknown(endpoint, answer.message) : answer;
}
