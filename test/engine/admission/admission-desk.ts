import type { KubernetesClient, KubernetesObject, KubernetesResponse } from "../../bench/control-plane/index.js";
import { adminClient, type ControlPlane, KubernetesError } from "../../bench/control-plane/index.js";

/** What an API server says to objects that it is asked to take and does not keep. */
export interface AdmissionDesk {
  /** Sends them as the provider does: server-side apply, strict about fields. */
  ask(objects: readonly KubernetesObject[]): Promise<readonly Verdict[]>;
}

export interface Verdict {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly warnings: readonly string[];
  /** Undefined where it is taken. */
  readonly refusal?: string;
}

const atOnce = 24;

export function admissionDesk(plane: ControlPlane): AdmissionDesk {
  const answers = new Map<unknown, KubernetesResponse>();
  const client = adminClient(plane, ({ body }, response) => void (response && answers.set(body, response)));
  return {
    async ask(objects) {
      const verdicts: Verdict[] = [];
      const waiting = [...objects];
      const clerk = async () => {
        for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
          const { kind, metadata } = object;
          const { name, namespace } = metadata;
          const refusal = await refusalOf(client, object);
          const warnings = answers.get(object)?.warnings ?? [];
          answers.delete(object);
          verdicts.push({
            ...{ kind, name, warnings },
            ...(namespace === undefined ? {} : { namespace }),
            ...(refusal === undefined ? {} : { refusal }),
          });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, clerk));
      return verdicts;
    },
  };
}

async function refusalOf(client: KubernetesClient, object: KubernetesObject): Promise<string | undefined> {
  try {
    await client.apply(object, { dryRun: true, fieldManager: "pulumi" });
    return undefined;
  } catch (error) {
    if (error instanceof KubernetesError) return error.message;
    throw error;
  }
}
