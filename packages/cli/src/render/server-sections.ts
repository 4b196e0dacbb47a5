import type { GraphResource, ServerSummary } from "@roadstead/core";
import type { PlannedServer } from "../report/servers.js";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";
import { resourceKinds } from "./resource-kinds.js";
import { chapter, section } from "./section.js";

const titles: Readonly<Record<ServerSummary["kind"], string>> = {
  "model-registry": "Model registry",
  "feature-store": "Feature store",
  client: "Client",
};

/** All that is said of one registry, feature store or client. `resources` are those beneath its component. */
export function serverSection(
  { name, summary }: PlannedServer,
  resources: readonly GraphResource[],
  page: PageOptions,
): string[] {
  return chapter(
    `${titles[summary.kind]} ${name}`,
    [
      ...paragraph(head(summary), page, { indent: 2 }),
      ...section(`Resources: ${resources.length}`, resourceKinds(resources, page), page),
      ...section(
        "Notes",
        summary.notes.flatMap((note) => bullet(`${note.path}: ${note.message}`, page, { indent: 2 })),
        page,
      ),
    ],
    page,
  );
}

function head({ kind, component, cluster, url, version, exposure }: ServerSummary): string {
  return [
    ...(kind === "client" ? [`of ${component}`] : []),
    ...(version === undefined ? [] : [`release ${version}`]),
    cluster === undefined ? "not run by Roadstead" : `on cluster ${cluster}`,
    url === undefined ? "its URL is known after `up`" : `at ${url}`,
    ...(exposure === undefined ? [] : [`from outside at ${exposure.url}`]),
  ].join(", ");
}
