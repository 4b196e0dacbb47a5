/** One request to the API server of a cluster. */
export interface KubernetesCall {
  /** Place in the order of everything that the clouds and clusters of this process do: when it was answered. */
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
  readonly status: number;
  /** What the server warned of, as users see it. */
  readonly warnings: readonly string[];
}

const recorded: KubernetesCall[] = [];

export function recordCall(call: KubernetesCall): void {
  recorded.push(call);
}

/**
 * What was asked of every cluster since this log was begun, in order of the answers, no matter by which provider.
 * A request that reached no cluster is not in it.
 */
export class KubernetesLog {
  readonly #start = recorded.length;

  get calls(): readonly KubernetesCall[] {
    return recorded.slice(this.#start);
  }

  /** Calls that changed something, refused ones left out. */
  changes(): KubernetesCall[] {
    const reading = new Set(["get", "list", "discover"]);
    return this.calls.filter((call) => !reading.has(call.verb) && !call.dryRun && call.status < 300);
  }

  warnings(): string[] {
    return [...new Set(this.calls.flatMap((call) => call.warnings))];
  }
}
