import type { Properties } from "../test-provider.js";
import type { GcpProject } from "./project.js";

/** A refusal of Google Cloud that its API descriptions do not tell. */
export interface Rule {
  /** Where Google documents it. */
  readonly link: string;
  /** What is wrong; undefined for what is right, or cannot be told yet. */
  readonly refuses: (inputs: Properties) => string | undefined;
}

/** A refusal that depends on what the project has at that moment. */
export interface ProjectRule {
  readonly link: string;
  readonly refuses: (inputs: Properties, project: GcpProject) => string | undefined;
}

/** An error as Google's client libraries print it. */
export class GoogleApiError extends Error {
  constructor(code: 400 | 403 | 404 | 409, reason: string, link?: string) {
    super(`googleapi: Error ${code}: ${reason}${link === undefined ? "" : ` (${link})`}`);
    this.name = "GoogleApiError";
  }
}
