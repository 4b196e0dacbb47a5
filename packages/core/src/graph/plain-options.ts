/** Options of a resource for which nobody gave any. */
export const plainOptions = {
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  hideDiffs: [],
  additionalSecretOutputs: [],
  aliases: [],
  customTimeouts: {},
  replaceWith: [],
  hooks: {},
} as const;
