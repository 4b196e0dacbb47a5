/** A property value as the engine sends it, secrets unwrapped. An unknown one is the string {@link UNKNOWN}. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

export type Properties = Readonly<Record<string, Value>>;

/** What the engine puts in the place of a value that it does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface CheckRequest {
  readonly urn: string;
  readonly type: string;
  /** Inputs of the resource as the state has them; empty for a new one. */
  readonly olds: Properties;
  readonly news: Properties;
  /** Seed of autonames: the same for the preview and the update that follows. */
  readonly randomSeed: Buffer;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Properties;
  readonly failures?: readonly CheckFailure[];
}

export interface DiffRequest {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  /** Outputs of the resource as the state has them. */
  readonly state: Properties;
  readonly olds: Properties;
  readonly news: Properties;
  readonly ignoreChanges: readonly string[];
}

export interface DiffResult {
  /** Paths of the inputs that changed; none is no change. */
  readonly changes: readonly string[];
  /** Those of them that need a new resource. */
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface CreateRequest {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly preview: boolean;
  /** The program's `customTimeouts` for this operation; 0 where it has none. */
  readonly timeoutSeconds?: number;
}

export interface ReadRequest {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  /** Empty when the program reads a resource that Pulumi does not manage. */
  readonly inputs: Properties;
  readonly state: Properties;
}

export interface ReadResult {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface UpdateRequest extends DiffRequest {
  readonly preview: boolean;
  /** The program's `customTimeouts` for this operation; 0 where it has none. */
  readonly timeoutSeconds?: number;
}

export interface DeleteRequest {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  readonly olds: Properties;
  readonly state: Properties;
  /** The program's `customTimeouts` for this operation; 0 where it has none. */
  readonly timeoutSeconds?: number;
}

/** One configured provider, as a program's provider resource or default provider makes it. */
export interface TestProvider {
  /** Failures of the provider's own configuration. */
  checkConfig?(inputs: Properties): Promise<readonly CheckFailure[]>;
  /** Changes of the provider's configuration, and which of them replace all its resources. */
  diffConfig?(olds: Properties, news: Properties): Promise<DiffResult>;
  configure(inputs: Properties): Promise<void>;
  check(request: CheckRequest): Promise<CheckResult>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: CreateRequest): Promise<{ readonly id: string; readonly outputs: Properties }>;
  /** Undefined when the resource is gone. */
  read(request: ReadRequest): Promise<ReadResult | undefined>;
  update(request: UpdateRequest): Promise<Properties>;
  delete(request: DeleteRequest): Promise<void>;
  invoke?(token: string, args: Properties): Promise<Properties>;
  /** The engine is done with this provider. */
  close?(): void;
}

/** A resource that was made and is not as it should be: the engine keeps it in the state and tries again. */
export class InitializationError extends Error {
  readonly id: string;
  readonly outputs: Properties;
  readonly reasons: readonly string[];

  constructor(id: string, outputs: Properties, reasons: readonly string[]) {
    super(reasons.join("; "));
    this.name = "InitializationError";
    this.id = id;
    this.outputs = outputs;
    this.reasons = reasons;
  }
}
