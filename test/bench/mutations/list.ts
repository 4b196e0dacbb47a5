import type { Mutation } from "./mutation.js";
import { admission } from "./rows/admission.js";
import { catalog } from "./rows/catalog.js";
import { dayTwo } from "./rows/day-two.js";
import { devicePluginConfig } from "./rows/device-plugin-config.js";
import { oneGraph } from "./rows/one-graph.js";
import { orderAndAccess } from "./rows/order-and-access.js";
import { packs } from "./rows/packs.js";
import { scaleFromZero } from "./rows/scale-from-zero.js";
import { scanners } from "./rows/scanners.js";
import { scheduling } from "./rows/scheduling.js";
import { servers } from "./rows/servers.js";
import { stores } from "./rows/stores.js";
import { upAndDestroy } from "./rows/up-and-destroy.js";

export const mutations: readonly Mutation[] = [
  ...upAndDestroy,
  ...oneGraph,
  ...admission,
  ...scheduling,
  ...devicePluginConfig,
  ...scaleFromZero,
  ...dayTwo,
  ...orderAndAccess,
  ...packs,
  ...scanners,
  ...stores,
  ...servers,
  ...catalog,
];
