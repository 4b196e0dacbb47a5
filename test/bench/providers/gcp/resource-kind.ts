import type { Properties } from "../test-provider.js";
import type { GcpProject, StoredResource } from "./project.js";
import type { ApiRequest } from "./request.js";
import type { ProjectRule, Rule } from "./rule.js";

/** One type of resource: what is asked of it, what it answers, what it does to the project. */
export interface ResourceKind {
  /** Pulumi's type token. */
  readonly type: string;
  /** As `existing()` lists it. */
  readonly label: string;
  /** Inputs that every resource of the kind must have. */
  readonly required: readonly string[];
  /** Input that Pulumi names after the resource where the program does not; undefined where it is required. */
  readonly autoName?: { readonly property: string; readonly separator: string; readonly maxLength: number };
  readonly request: ApiRequest;
  /** Inputs of which another value needs another resource, as dotted paths; those below them count too. */
  readonly replacedBy: readonly string[];
  readonly rules: readonly Rule[];
  readonly projectRules: readonly ProjectRule[];
  /** What must hold before an update, beside the rules. */
  readonly updateRules?: readonly {
    readonly link: string;
    readonly refuses: (before: Properties, after: Properties, project: GcpProject) => string | undefined;
  }[];
  /** Why the resource cannot be deleted now. */
  readonly undeletable?: (resource: StoredResource, project: GcpProject) => string | undefined;
  /** The provider forgets the resource, and the cloud keeps it. */
  readonly abandons?: (resource: StoredResource) => boolean;
  readonly id: (inputs: Properties, project: GcpProject) => string;
  /** Outputs that are known only when the resource is made, as dotted paths; a preview shows them unknown. */
  readonly computedPaths: readonly string[];
  readonly computed: (inputs: Properties, project: GcpProject, id: string) => Properties;
  /** Done after the resource was stored, changed, or is about to be removed. */
  readonly made?: (resource: StoredResource, project: GcpProject) => Promise<void>;
  readonly changed?: (resource: StoredResource, before: Properties, project: GcpProject) => Promise<void>;
  readonly removed?: (resource: StoredResource, project: GcpProject) => Promise<void>;
  /** Takes what lives elsewhere than in the store, such as node counts, into the resource before it is read. */
  readonly refresh?: (resource: StoredResource, project: GcpProject) => Promise<void>;
  /** Maps into which the cloud writes members of its own; each that the program lacks is a change, unless ignored. */
  readonly sharedMaps?: readonly string[];
  /** Grants are not stored but held by the project's policies: many resources can claim the same one. */
  readonly exists?: (id: string, inputs: Properties, project: GcpProject) => boolean;
  /** The project has one: who asks again is given it, and nobody takes it away. */
  readonly isGivenOnce?: boolean;
}
