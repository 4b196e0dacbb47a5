import type { FailOn } from "@roadstead/policy";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { parseDate, parseFile } from "./cost-options.js";

export const auditFormats = ["markdown", "json", "sarif", "junit"] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** A report that is asked for; without a file it is printed. */
export interface WantedReport {
  readonly format: AuditFormat;
  readonly file?: string;
}

export interface AuditCommandOptions {
  /** At least one; at most one is printed. */
  readonly reports: readonly WantedReport[];
  readonly guardrails?: string;
  readonly guardrailsBefore?: string;
  readonly prices?: string;
  readonly failOn: FailOn;
  /** ISO date. */
  readonly asOf?: string;
}

type ParsedOptions = Omit<AuditCommandOptions, "reports"> & {
  readonly format: readonly WantedReport[];
  readonly output: readonly string[];
};

/** What can make the exit code 1. */
export const failOns: readonly FailOn[] = ["mandatory", "fail", "unknown", "never"];

/** `sarif`, or `sarif=report.sarif`. */
function parseFormat(text: string, before: readonly WantedReport[]): readonly WantedReport[] {
  const [name = "", ...rest] = text.split("=");
  const format = auditFormats.find((one) => one === name);
  if (format === undefined) throw new InvalidArgumentError(`It must be one of ${auditFormats.join(", ")}.`);
  const file = rest.join("=");
  if (rest.length > 0 && file === "") throw new InvalidArgumentError("It must name a file behind the =.");
  return [...before, { format, ...(rest.length === 0 ? {} : { file }) }];
}

/** `sarif=report.sarif`. */
export function parseReport(text: string, before: readonly WantedReport[] = []): readonly WantedReport[] {
  if (!text.includes("=")) throw new InvalidArgumentError("It must name a file: sarif=report.sarif.");
  return parseFormat(text, before);
}

const parseFiles = (text: string, before: readonly string[] = []): readonly string[] => [...before, parseFile(text)];

/** Each `--output` is the file of the next format that has none of its own. Returns what is wrong as a text. */
function wantedReports(formats: readonly WantedReport[], outputs: readonly string[]): readonly WantedReport[] | string {
  const left = [...outputs];
  const reports = (formats.length === 0 ? [{ format: "markdown" } as const] : formats).map((report): WantedReport => {
    const file = report.file ?? left.shift();
    return { format: report.format, ...(file === undefined ? {} : { file }) };
  });
  const files = reports.flatMap(({ file }) => file ?? []);
  if (left.length > 0) return "there are more --output files than reports";
  if (reports.length - files.length > 1) return "only one report can be printed; give the others a file";
  if (new Set(files).size < files.length) return "two reports cannot go into one file";
  return reports;
}

/** Adds `roadstead audit` to the command line. */
export function addAudit(
  program: Command,
  audit: (files: readonly string[], options: AuditCommandOptions) => Promise<void>,
): void {
  program
    .command("audit")
    .description("Asks the rules of all packs of states and previews, and reports every control's result.")
    .argument(
      "<file...>",
      "what `pulumi stack export` or `pulumi preview --json` wrote, also with gzip; or a pattern",
      parseFiles,
    )
    .addOption(
      new Option("--format <format[=file]>", `${auditFormats.join(", ")}; may be repeated (default: markdown)`)
        .argParser(parseFormat)
        .default([], "markdown"),
    )
    .addOption(
      new Option("-o, --output <file>", "file of the report; of several reports, in the order of their formats")
        .argParser(parseFiles)
        .default([], "printed"),
    )
    .option(
      "--guardrails <file>",
      "guardrails.yaml (default: ROADSTEAD_GUARDRAILS, else the rules' own levels)",
      parseFile,
    )
    .option("--guardrails-before <file>", "guardrails.yaml before a change: its baseline may only shrink", parseFile)
    .option("--prices <file>", "price sheet, YAML or JSON", parseFile)
    .addOption(new Option("--fail-on <what>", "what makes the exit code 1").choices(failOns).default("mandatory"))
    .option("--as-of <date>", "day that counts for waivers, ages and prices (default: today)", parseDate)
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(roadstead audit --help lists the options)")
    .addHelpText(
      "after",
      "\nExit codes:\n  0  nothing that --fail-on names\n  1  findings\n  2  wrong usage, or a file that cannot be read",
    )
    .action(async (files: readonly string[], options: ParsedOptions, command: Command) => {
      const { format, output, ...rest } = options;
      const reports = wantedReports(format, output);
      if (typeof reports === "string") command.error(`error: ${reports}`);
      await audit(files, { ...rest, reports });
    });
}
