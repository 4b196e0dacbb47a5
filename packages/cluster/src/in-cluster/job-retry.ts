/**
 * Of a Job that `up` waits for. One that failed stays failed, and Pulumi would wait for it again at each `up`; so the
 * next one makes it anew.
 */
export const retriedByNextUp = { "pulumi.com/replaceUnready": "true" } as const;
