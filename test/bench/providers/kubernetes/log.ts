/** One request to an API server. */
export interface KubernetesCall {
  /** Place in the order of everything that the providers of this process do. */
  readonly sequence: number;
  readonly verb: "get" | "list" | "create" | "apply" | "update" | "patch" | "delete" | "discover";
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly server: string;
  /** Bearer token that it was signed with; undefined where it had none. */
  readonly token?: string;
  readonly dryRun: boolean;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** What the server warned of, as users see it. */
  readonly warnings: readonly string[];
}

/** Everything that the Kubernetes providers of one test asked of API servers, in order of the answers. */
export class KubernetesLog {
  readonly calls: KubernetesCall[] = [];

  /** Calls that changed something, refused ones left out. */
  changes(): KubernetesCall[] {
    const reading = new Set(["get", "list", "discover"]);
    return this.calls.filter((call) => !reading.has(call.verb) && !call.dryRun && call.status < 300 && call.status > 0);
  }

  warnings(): string[] {
    return [...new Set(this.calls.flatMap((call) => call.warnings))];
  }
}
