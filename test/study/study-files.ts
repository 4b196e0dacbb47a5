import { fileURLToPath } from "node:url";

const fileOf = (name: string): string => fileURLToPath(new URL(`../../packages/cost/study/${name}`, import.meta.url));

/** What the study makes. */
export const studyFiles = { results: fileOf("study.json"), page: fileOf("README.md") };
