import { Command } from "commander";
import { Option } from "commander";
import type { AuditCommandOptions } from "./commands/audit-options.js";
import { addAudit, auditFormats, failOns, parseReport } from "./commands/audit-options.js";
import type { CostCommandOptions } from "./commands/cost-options.js";
import { costFormats, parseDate, parseFile, parseFiles } from "./commands/cost-options.js";
import type { ForecastCommandOptions } from "./commands/forecast-options.js";
import { addForecast } from "./commands/forecast-options.js";
import type { PlanCommandOptions } from "./commands/plan-options.js";
import { parseColumns, parseConfigEntry, parseFolder, parseSeconds } from "./commands/plan-options.js";

/** What the commands do. Each resolves to an exit code. */
export interface CommandActions {
  readonly plan: (directory: string, options: PlanCommandOptions) => Promise<void>;
  readonly cost: (directory: string, options: CostCommandOptions) => Promise<void>;
  readonly audit: (files: readonly string[], options: AuditCommandOptions) => Promise<void>;
  readonly forecast: (directory: string | undefined, options: ForecastCommandOptions) => Promise<void>;
  readonly diff: (sides: readonly [before: string, after: string], options: CostCommandOptions) => Promise<void>;
}

const examples = `
Examples:
  $ roadstead plan                             the project in this folder
  $ roadstead plan infra --stack prod          another folder, another stack
  $ roadstead plan --config region=us-east-1   with a value that the stack file lacks
  $ roadstead plan --json > plan.json          for programs; schema in schema/plan.schema.json
  $ roadstead plan --manifests out             the Kubernetes objects as YAML
  $ roadstead plan --graph > plan.mmd          the resources as a Mermaid flowchart
  $ roadstead plan --policies                  and what the rules say of it
  $ roadstead cost --prices prices.yaml        what a month costs, with a price sheet of your own
  $ roadstead cost --state state.json          the same of a state, whoever made it
  $ roadstead diff state.json . --format markdown   what a change costs, for a pull request
  $ roadstead forecast --help                  what serving a traffic costs, and what autoscaling saves

Exit codes:
  0  planned, priced
  1  the program failed, has problems, or nothing could be planned; or what --fail-on names was found
  2  wrong usage`;

/** The command line: commands, options, help. */
export function createProgram(version: string, actions: CommandActions): Command {
  const program = new Command("roadstead")
    .description("Plans AI clusters that are declared with Roadstead: no cloud, no credentials, no network.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(roadstead --help lists commands and options)")
    .addHelpText("after", examples);
  program
    .command("plan")
    .description("Runs a Pulumi program without a cloud and shows what it declares.")
    .argument("[dir]", "folder of Pulumi.yaml", parseFolder, ".")
    .option("-s, --stack <name>", "stack (default: the only one that has a Pulumi.<stack>.yaml, else dev)")
    .option("-c, --config <key=value>", "configuration value, may be repeated", parseConfigEntry, {})
    .option("--answers <file>", "answers to what the program asks of a cloud, YAML or JSON")
    .option("--json", "print one JSON document")
    .option("--graph", "print a Mermaid flowchart of the resources")
    .option("--manifests <dir>", "also write each Kubernetes object as YAML into a folder", parseFolder)
    .option("--force", "with --manifests, write into a folder that has other files")
    .option("--prices <file>", "price sheet, YAML or JSON: discounts, commitments, your own machines", parseFile)
    .option("--policies", "ask the rules of all packs")
    .option(
      "--guardrails <file>",
      "guardrails.yaml of the rules (default: ROADSTEAD_GUARDRAILS, else their own levels)",
      parseFile,
    )
    .option("--guardrails-before <file>", "guardrails.yaml before a change: its baseline may only shrink", parseFile)
    .addOption(new Option("--fail-on <what>", "with --policies, what makes the exit code 1").choices(failOns))
    .addOption(
      new Option(
        "--report <format=file>",
        `with --policies, also write ${auditFormats.join(", ")}; may be repeated`,
      ).argParser(parseReport),
    )
    .option(
      "--compare <base>",
      "with --policies, what budgets of a change count from: a folder, a state or a preview",
      parseFile,
    )
    .option("--as-of <date>", "day that counts for ages of prices, and for waivers (default: today)", parseDate)
    .option("--timeout <seconds>", "stop the program after this time", parseSeconds, 120)
    .option("--width <columns>", "width of the text (default: COLUMNS, the terminal's, 100)", parseColumns)
    .option("--no-color", "no colours; NO_COLOR does the same")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(roadstead plan --help lists the options)")
    .action(async (directory: string, options: PlanCommandOptions, command: Command) => {
      if (options.json && options.graph) command.error("error: --json and --graph cannot be used together");
      const ofRules = (["guardrails", "guardrailsBefore", "failOn", "compare", "report"] as const).find(
        (key) => options[key] !== undefined,
      );
      if (ofRules !== undefined && !options.policies) {
        command.error(`error: --${ofRules.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} needs --policies`);
      }
      if (options.force && options.manifests === undefined) command.error("error: --force needs --manifests <dir>");
      await actions.plan(directory, options);
    });
  addPricing(program.command("cost"), "cost")
    .description("Says what a month of a program, a state or a preview costs, before anything is made.")
    .argument("[dir]", "folder of Pulumi.yaml", parseFolder, ".")
    .option("--state <file>", "price what `pulumi stack export` wrote", parseFile)
    .addOption(
      new Option("--preview <file>", "price what `pulumi preview --json` wrote")
        .argParser(parseFile)
        .conflicts("state"),
    )
    .option("--compare <base>", "and what changes: a folder, a state, or a preview (what is before it)", parseFile)
    .action((directory: string, options: CostCommandOptions, command: Command) => {
      const file = options.state === undefined ? options.preview && "--preview" : "--state";
      if (file !== undefined && command.args.length > 0) {
        command.error(`error: a folder and ${file} cannot be used together`);
      }
      return actions.cost(directory, options);
    });
  addPricing(program.command("diff"), "diff")
    .description("Says what the change from one plan, preview or state to another costs.")
    .argument("<before>", "folder of Pulumi.yaml, a state, or a preview (what is before it)", parseFile)
    .argument("<after>", "folder of Pulumi.yaml, a state, or a preview (what is after it)", parseFile)
    .action((before: string, after: string, options: CostCommandOptions) => actions.diff([before, after], options));
  addForecast(program, actions.forecast);
  addAudit(program, actions.audit);
  return program;
}

/** The options of commands that price. */
function addPricing(command: Command, name: string): Command {
  return command
    .option("-s, --stack <name>", "stack (default: the only one that has a Pulumi.<stack>.yaml, else dev)")
    .option("-c, --config <key=value>", "configuration value, may be repeated", parseConfigEntry, {})
    .option("--answers <file>", "answers to what the program asks of a cloud, YAML or JSON")
    .option("--prices <file>", "price sheet, YAML or JSON: discounts, commitments, your own machines", parseFile)
    .option(
      "--forecast <file>",
      "what `roadstead forecast --format json` says of a pool: its nodes are expected; may be repeated",
      parseFiles,
    )
    .addOption(new Option("--format <format>", "how to print it").choices(costFormats).default("table"))
    .option("--as-of <date>", "day to which the age of prices is counted (default: today)", parseDate)
    .option("--timeout <seconds>", "stop the program after this time", parseSeconds, 120)
    .option("--width <columns>", "width of the text (default: COLUMNS, the terminal's, 100)", parseColumns)
    .option("--no-color", "no colours; NO_COLOR does the same")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError(`(roadstead ${name} --help lists the options)`);
}
