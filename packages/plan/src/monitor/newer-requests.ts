import type { Deployment } from "./deployment.js";
import type { Handler } from "./monitor.js";

// Messages that came after the SDK that this project is compiled with.
interface NewerMessages {
  readonly DeploymentInfo?: new () => {
    setProject(project: string): unknown;
    setStack(stack: string): unknown;
    setOrganization(organization: string): unknown;
    setDryrun?(dryRun: boolean): unknown;
    setSupportedfeaturesList?(features: readonly number[]): unknown;
  };
  readonly ResourceMonitorFeature?: Readonly<Record<string, number>>;
  readonly ExistsResourceResponse?: new () => {
    setExists(exists: boolean): unknown;
    setUnknown?(unknown: boolean): unknown;
  };
}

interface ExistsResourceRequest {
  getType(): string;
  getId(): string;
}

const features = [
  "SECRETS",
  "RESOURCE_REFERENCES",
  "OUTPUT_VALUES",
  "ALIAS_SPECS",
  "DELETED_WITH",
  "REPLACE_WITH",
  "TRANSFORMS",
  "INVOKE_TRANSFORMS",
  "PARAMETERIZATION",
  "RESOURCE_HOOKS",
  "ERROR_HOOKS",
  // Nothing is deployed yet, so there is nothing to migrate.
  "STATE_MIGRATIONS",
];

/** Handlers of the requests that only newer SDKs make; of those that the program's own SDK does not know, none. */
export function newerHandlers(deployment: Deployment): Record<string, Handler> {
  const { DeploymentInfo, ResourceMonitorFeature, ExistsResourceResponse } = deployment.protocol
    .resource as unknown as NewerMessages;
  const handlers: Record<string, Handler> = {};
  if (DeploymentInfo?.prototype.setSupportedfeaturesList !== undefined && ResourceMonitorFeature !== undefined) {
    handlers["getDeploymentInfo"] = () => {
      const { project, stack, organization } = deployment.settings;
      const info = new DeploymentInfo();
      info.setProject(project);
      info.setStack(stack);
      info.setOrganization(organization);
      info.setDryrun?.(true);
      const known = features.map((name) => ResourceMonitorFeature[`RESOURCE_MONITOR_FEATURE_${name}`]);
      info.setSupportedfeaturesList?.(known.filter((feature) => feature !== undefined));
      return info;
    };
  }
  if (ExistsResourceResponse !== undefined) {
    handlers["existsResource"] = (request: ExistsResourceRequest) => {
      const exists = deployment.settings.answers.read(request.getType(), request.getId()) !== undefined;
      const response = new ExistsResourceResponse();
      response.setExists(exists);
      response.setUnknown?.(!exists);
      return response;
    };
  }
  return handlers;
}
