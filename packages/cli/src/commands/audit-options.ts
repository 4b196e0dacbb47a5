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
  readonly format: readonly WantedReport[];
  readonly output?: string;
  readonly guardrails?: string;
  readonly prices?: string;
  readonly failOn: FailOn;
  /** ISO date. */
  readonly asOf?: string;
}

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

/** Adds `roadstead audit` to the command line. */
export function addAudit(
  program: Command,
  audit: (files: readonly string[], options: AuditCommandOptions) => Promise<void>,
): void {
  program
    .command("audit")
    .description("Asks the rules of all packs of states and previews, and reports every control's result.")
    .argument("<file...>", "what `pulumi stack export` or `pulumi preview --json` wrote, also with gzip; or a pattern")
    .addOption(
      new Option("--format <format[=file]>", `${auditFormats.join(", ")}; may be repeated (default: markdown)`)
        .argParser(parseFormat)
        .default([], "markdown"),
    )
    .option("-o, --output <file>", "write the one report into a file", parseFile)
    .option(
      "--guardrails <file>",
      "guardrails.yaml (default: ROADSTEAD_GUARDRAILS, else the rules' own levels)",
      parseFile,
    )
    .option("--prices <file>", "price sheet, YAML or JSON", parseFile)
    .addOption(new Option("--fail-on <what>", "what makes the exit code 1").choices(failOns).default("mandatory"))
    .option("--as-of <date>", "day that counts for waivers, ages and prices (default: today)", parseDate)
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(roadstead audit --help lists the options)")
    .addHelpText(
      "after",
      "\nExit codes:\n  0  nothing that --fail-on names\n  1  findings\n  2  wrong usage, or a file that cannot be read",
    )
    .action(async (files: readonly string[], options: AuditCommandOptions, command: Command) => {
      const printed = options.format.filter(({ file }) => file === undefined);
      if (options.output !== undefined && options.format.length > 1) {
        command.error("error: --output takes one report; use --format sarif=report.sarif for several");
      }
      if (printed.length > 1) command.error("error: only one report can be printed; give the others a file");
      await audit(files, options);
    });
}
