import type { ColumnMapping, PatternName, ServiceLevel } from "@roadstead/cost/forecast";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { parseDate, parseFile } from "./cost-options.js";
import type { PlanCommandOptions } from "./plan-options.js";
import { parseColumns, parseConfigEntry, parseFolder, parseSeconds } from "./plan-options.js";

export const forecastFormats = ["table", "json"] as const;
export const patterns = ["office", "chat", "campus", "flat"] as const satisfies readonly PatternName[];
export const timeUnits = ["s", "ms", "us", "ns"] as const;
export const scalings = ["hpa", "keda", "knative"] as const;
export const gapFillings = ["previous", "zero"] as const;

/** What the traffic is. */
export interface TrafficOptions {
  readonly trace?: string;
  readonly generate?: PatternName;
  readonly peak: number;
  readonly days: number;
  readonly seed: number;
  readonly columns: ColumnMapping;
  readonly timeUnit?: (typeof timeUnits)[number];
  readonly fillGaps?: (typeof gapFillings)[number];
  readonly fillLulls?: boolean;
  readonly sort?: boolean;
  readonly window?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly level?: "windows" | "requests";
}

/** What serves it. */
export interface FleetOptions {
  readonly machine?: string;
  readonly region?: string;
  readonly cluster?: string;
  readonly pool?: string;
  /** Cluster and pool whose machines are paid for anyhow. */
  readonly floor?: string;
  readonly model?: string;
  readonly profile?: string;
  readonly slo: ServiceLevel;
  readonly min?: number;
  readonly max?: number;
  readonly utilization: number;
  readonly scaling: (typeof scalings)[number];
  readonly scaleDown?: number;
  readonly nodeStart: number;
  readonly pull: number;
  readonly load: number;
  readonly fixed?: number;
  readonly reservedDiscount: number;
  /** False with `--no-spot`. */
  readonly spot: boolean;
  readonly prices?: string;
}

export interface ForecastCommandOptions
  extends
    TrafficOptions,
    FleetOptions,
    Pick<PlanCommandOptions, "stack" | "config" | "answers" | "timeout" | "width" | "color"> {
  readonly compare?: boolean;
  readonly tune?: boolean;
  /** USD a month. */
  readonly budget?: number;
  readonly format: (typeof forecastFormats)[number];
  readonly html?: string;
  /** ISO date. */
  readonly asOf?: string;
}

/** Adds `roadstead forecast` to the command line. `dir` is undefined where machines are named and no program. */
export function addForecast(
  program: Command,
  forecast: (directory: string | undefined, options: ForecastCommandOptions) => Promise<void>,
): void {
  const command = program
    .command("forecast")
    .description(
      "Says what serving a traffic costs and how long requests wait, under one way of scaling or all of them.",
    )
    .argument("[dir]", "folder of Pulumi.yaml, whose pool is to serve it; or --machine", parseFolder);
  addTraffic(command);
  addFleet(command);
  command
    .option("--compare", "all strategies at their best: static, autoscaled, tuned, with spot, hybrid")
    .option("--tune", "choose settings on the first half of the traffic, and report on the rest")
    .option("--budget <usd>", "with --tune, the most of a month", atLeast(0, "USD"))
    .addOption(new Option("--format <format>", "how to print it").choices(forecastFormats).default("table"))
    .option("--html <file>", "also write one page with plots, which needs nothing else", parseFile)
    .option("--prices <file>", "price sheet, YAML or JSON: discounts, your own machines", parseFile)
    .option("--as-of <date>", "day to which the age of prices is counted (default: today)", parseDate)
    .option("-s, --stack <name>", "stack (default: the only one that has a Pulumi.<stack>.yaml, else dev)")
    .option("-c, --config <key=value>", "configuration value, may be repeated", parseConfigEntry, {})
    .option("--answers <file>", "answers to what the program asks of a cloud, YAML or JSON")
    .option("--timeout <seconds>", "stop the program after this time", parseSeconds, 120)
    .option("--width <columns>", "width of the text (default: COLUMNS, the terminal's, 100)", parseColumns)
    .option("--no-color", "no colours; NO_COLOR does the same")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(roadstead forecast --help lists the options)")
    .addHelpText("after", forecastExamples)
    .action(async (directory: string | undefined, options: ForecastCommandOptions) => {
      const fault = contradiction(directory, options);
      if (fault !== undefined) command.error(`error: ${fault}`);
      await forecast(directory, options);
    });
}

function addTraffic(command: Command): void {
  command
    .option("--trace <file>", "requests or windows of rates, CSV or JSON lines, also with gzip", parseFile)
    .addOption(new Option("--generate <pattern>", "a traffic to try with instead of a trace").choices(patterns))
    .option(
      "--peak <rate>",
      "with --generate, requests per second of the busiest window",
      atLeast(0.001, "requests"),
      10,
    )
    .option("--days <days>", "with --generate, how long it is", atLeast(0.05, "days"), 7)
    .option("--seed <number>", "of everything that is drawn by lot", whole(0, 2 ** 53 - 1), 1)
    .option(
      "--columns <role=column>",
      "what columns are, by name or number: time, rate, count, cv, inputTokens, outputTokens; may be repeated",
      parseColumn,
      {},
    )
    .addOption(
      new Option("--time-unit <unit>", "of times that are numbers (default: by their column's name or size)").choices(
        timeUnits,
      ),
    )
    .addOption(new Option("--fill-gaps <with>", "fill windows that lack (default: refuse them)").choices(gapFillings))
    .option("--fill-lulls", "fill windows of exactly nothing amid traffic with what came before")
    .option("--sort", "put rows in order of time (default: refuse them)")
    .option(
      "--window <seconds>",
      "length of windows (default: as the trace has it, 60 of single requests)",
      whole(1, 86_400),
    )
    .option("--input-tokens <mean>", "of prompts, for a trace that does not say it", atLeast(1, "tokens"))
    .option("--output-tokens <mean>", "of answers, for a trace that does not say it", atLeast(1, "tokens"))
    .addOption(
      new Option(
        "--level <level>",
        "follow each request, or the flow in windows (default: requests up to 100,000 of them)",
      ).choices(["windows", "requests"]),
    );
}

function addFleet(command: Command): void {
  command
    .option("--machine <type>", "machine type that serves it, such as g6.2xlarge", parseName)
    .option("--region <region>", "with --machine", parseName)
    .option("--cluster <name>", "cluster of the program (default: the only one that has the pool)", parseName)
    .option("--pool <name>", "pool of the program (default: the only one with GPUs)", parseName)
    .option("--floor <cluster/pool>", "pool of your own machines that is used first by the hybrid strategy", parseName)
    .option("--model <name>", "model, such as llama-3.1-8b, whose profile on the machine's GPU is taken", parseName)
    .option("--profile <file>", "your own figures of a replica, YAML or JSON; they win over --model", parseFile)
    .addOption(
      new Option("--slo <level>", "first token, each further token, share in time")
        .argParser(parseSlo)
        .default(defaultSlo, "2s,100ms,99%"),
    )
    .option(
      "--min <replicas>",
      "replicas that are always there (default: as the program has it, else 1)",
      whole(0, 100_000),
    )
    .option(
      "--max <replicas>",
      "most replicas (default: as the program has it, else what the peak may need)",
      whole(1, 100_000),
    )
    .option("--utilization <share>", "share of the safe rate that autoscaling aims at", parseAim, 0.7)
    .addOption(
      new Option("--scaling <who>", "who decides how many replicas there are; keda and knative go to none, too")
        .choices(scalings)
        .default("hpa"),
    )
    .option(
      "--scale-down <seconds>",
      "how long pods and nodes are kept that nobody needs (default: controllers' own)",
      whole(0, 86_400),
    )
    .option("--node-start <seconds>", "from the request for a node until it is ready", whole(0, 86_400), 150)
    .option("--pull <seconds>", "image pull on a new node", whole(0, 86_400), 90)
    .option("--load <seconds>", "model load and engine start", whole(0, 86_400), 120)
    .option(
      "--fixed <usd>",
      "USD an hour whatever the traffic (default: as the program has it, else 0)",
      atLeast(0, "USD"),
    )
    .option("--reserved-discount <share>", "what a reservation takes off the price on demand", parseShare, 0.4)
    .option("--no-spot", "no strategies with spot nodes");
}

const forecastExamples = `
Examples:
  $ roadstead forecast --trace week.csv --machine g6.2xlarge --region us-east-1 --model llama-3.1-8b
  $ roadstead forecast --trace week.csv.gz --machine g6.2xlarge --region us-east-1 --model llama-3.1-8b --compare --html week.html
  $ roadstead forecast examples/hybrid --cluster aws --pool serving --trace week.csv --tune
  $ roadstead forecast --generate office --peak 20 --machine g2-standard-8 --region us-central1 --model llama-3.1-8b

Exit codes:
  0  forecast
  1  the program failed; or, with --tune, no setting keeps to the service level within the budget
  2  wrong usage: options, a trace, a profile or a price sheet that is wrong, or a machine without a price`;

/** A pace of ten tokens a second is about twice that of reading. */
const defaultSlo: ServiceLevel = { firstTokenSeconds: 2, secondsPerToken: 0.1, attainment: 0.99 };

function contradiction(directory: string | undefined, options: ForecastCommandOptions): string | undefined {
  const { trace, generate, machine, region, cluster, pool, model, profile, budget, tune, min, max, scaling } = options;
  if ((trace === undefined) === (generate === undefined))
    return "say --trace <file> or --generate <pattern>, one of them";
  if ((directory === undefined) === (machine === undefined))
    return "say the folder of a program or --machine, one of them";
  if (machine !== undefined && region === undefined) return "--machine needs --region";
  if (directory === undefined && (cluster ?? pool ?? options.floor) !== undefined) {
    return "--cluster, --pool and --floor are of a program, whose folder is missing";
  }
  if (model === undefined && profile === undefined) return "say --model <name> or --profile <file>";
  if (budget !== undefined && !tune) return "--budget needs --tune";
  if (min !== undefined && max !== undefined && min > max) return "--min is more than --max";
  if (min === 0 && scaling === "hpa") return "--min 0 needs --scaling keda or knative: an HPA keeps one replica";
  return undefined;
}

/** A text that is not empty, as variables are that a script forgot to set. */
function parseName(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It must not be empty.");
}

const roles = ["time", "rate", "count", "cv", "inputTokens", "outputTokens"] as const;

function parseColumn(text: string, before: ColumnMapping): ColumnMapping {
  const equals = text.indexOf("=");
  const role = roles.find((it) => it === text.slice(0, equals));
  const column = text.slice(equals + 1);
  if (equals < 1 || role === undefined || column === "") {
    throw new InvalidArgumentError(`It must be role=column, with a role of ${roles.join(", ")}.`);
  }
  return { ...before, [role]: /^[1-9]\d*$/.test(column) ? Number(column) : column };
}

/** `2s,100ms,99%`. */
function parseSlo(text: string): ServiceLevel {
  const [first = "", pace = "", share = "", ...rest] = text.split(",").map((part) => part.trim());
  const firstTokenSeconds = secondsOf(first);
  const secondsPerToken = secondsOf(pace);
  const attainment = shareOf(share);
  const isGood = [firstTokenSeconds, secondsPerToken, attainment].every((it) => it > 0) && attainment < 1;
  if (!isGood || rest.length > 0) {
    throw new InvalidArgumentError(
      "It must be first token, pace and share, such as 2s,100ms,99%; the share below 100%.",
    );
  }
  return { firstTokenSeconds, secondsPerToken, attainment };
}

function secondsOf(text: string): number {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  return digits === "" ? NaN : Number(digits) / (unit === "ms" ? 1000 : 1);
}

const shareOf = (text: string): number => {
  const [, digits = "", sign] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  return digits === "" ? NaN : Number(digits) / (sign === "%" ? 100 : 1);
};

/** `40%` or `0.4`; 0 to 1. */
function parseShare(text: string): number {
  const share = shareOf(text);
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError("It must be a share such as 40% or 0.4.");
}

/** A share that takes a number of replicas which can be had: less than a hundredth of each has no use. */
function parseAim(text: string): number {
  const share = parseShare(text);
  if (share >= 0.01) return share;
  throw new InvalidArgumentError("It must be 1% or more.");
}

const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

const atLeast =
  (min: number, unit: string) =>
  (text: string): number => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= 1e9) return value;
    throw new InvalidArgumentError(`It must be a number of ${unit}, ${min} or more.`);
  };
