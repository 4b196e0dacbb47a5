import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runStudy } from "./run-study.js";
import { studyFiles } from "./study-files.js";
import { studyPage } from "./study-page.js";

// `npm run study`: reads the traces, and writes its results and the page that is made of them.
const folder =
  process.env["ROADSTEAD_TRACES"] ?? fileURLToPath(new URL("../../../shared/data/traces", import.meta.url));

if (!existsSync(folder)) {
  console.error(`${folder} is not there: set ROADSTEAD_TRACES to the folder of the traces`);
  process.exitCode = 1;
} else {
  const results = runStudy(folder, (text) => console.error(text));
  writeFileSync(studyFiles.results, `${JSON.stringify(results)}\n`);
  writeFileSync(studyFiles.page, studyPage(results));
  console.log(`${studyFiles.results}\n${studyFiles.page}`);
}
