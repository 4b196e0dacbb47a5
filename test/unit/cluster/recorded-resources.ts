import * as pulumi from "@pulumi/pulumi";

/** A resource as the engine is asked to make it: also what mocks hide, such as protection and dependencies. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly parent: string;
  readonly provider: string;
  readonly protect: boolean;
  /** URNs. */
  readonly dependencies: readonly string[];
}

/** What a component registered as its outputs, by URN. */
export type RecordedOutputs = ReadonlyMap<string, Record<string, unknown>>;

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getProtect(): boolean;
  getDependenciesList(): string[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined;
}

type Call<R, A> = (request: R, callback: (error: unknown, answer: A) => void) => void;

interface Monitor {
  registerResource: Call<Request, { getUrn(): string }>;
  registerResourceOutputs: Call<OutputsRequest, unknown>;
}

/**
 * Runs a Pulumi program against mocks and gives back every resource that it asked for.
 *
 * @param phase a preview knows no outputs; an update knows all that were inputs. @default "up"
 */
export async function record(
  program: () => void,
  phase: "preview" | "up" = "up",
): Promise<{ readonly resources: readonly RecordedResource[]; readonly outputs: RecordedOutputs }> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({
        id: `${name}-id`,
        state: phase === "preview" ? {} : (inputs as Record<string, unknown>),
      }),
      call: ({ token }) => {
        throw new Error(`an invoke of ${token}`);
      },
    },
    "project",
    "dev",
    phase === "preview",
  );
  const resources: RecordedResource[] = [];
  const outputs = new Map<string, Record<string, unknown>>();
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, answer) => {
      resources.push({
        urn: answer.getUrn(),
        type: request.getType(),
        name: request.getName(),
        inputs: request.getObject()?.toJavaScript() ?? {},
        parent: request.getParent(),
        provider: request.getProvider(),
        protect: request.getProtect(),
        dependencies: request.getDependenciesList(),
      });
      callback(error, answer);
    });
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, callback) => {
    outputs.set(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
    registerOutputs(request, callback);
  };
  program();
  await pulumi.runtime.disconnect();
  return { resources, outputs };
}
