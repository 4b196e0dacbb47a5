/** What `study.json` has. Shares are of 1; node-hours are those of a day. */
export interface StudyResults {
  readonly assumptions: StudyAssumptions;
  readonly traces: readonly StudiedTrace[];
  readonly cells: readonly StudyCell[];
  readonly limits: StudyLimits;
  readonly singleRequests: readonly SpeedCheck[];
}

export interface StudyAssumptions {
  readonly replica: string;
  readonly provenance: string;
  readonly target: number;
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
  readonly attainment: number;
  readonly bootSeconds: number;
  readonly reservedDiscount: number;
  readonly spotDiscount: number;
}

export interface StudiedTrace {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  readonly days: number;
  readonly windowSeconds: number;
  readonly meanOverPeak: number;
  readonly meanOverP99: number;
  /** Of the windows' rates. */
  readonly variation: number;
  /** Of the times between single requests. */
  readonly interarrivalCv: number;
}

/** One traffic at one size. */
export interface StudyCell {
  readonly trace: string;
  readonly peakReplicas: number;
  /** 1 - mean/peak - 0.5/N. */
  readonly closedForm: number;
  /** All at the same headroom, with the defaults of controllers and one replica at least. */
  readonly sameHeadroom: readonly PolicyFigures[];
  /** The cheapest configuration of each that keeps to the service level. */
  readonly cheapest: readonly PolicyFigures[];
}

export interface PolicyFigures {
  readonly policy: string;
  readonly nodeHours: number;
  readonly versusPeak?: number;
  readonly versusP99?: number;
  /** Of `versusPeak`, by days. */
  readonly range?: readonly [number, number];
  readonly isMet: boolean;
  readonly attainment: number;
  readonly firstTokenP99: number;
  readonly firstTokenP999: number;
  readonly metColdStart: number;
  readonly starts: number;
  readonly utilization: number;
}

/** Where a saving shrinks or goes. Each row: a traffic, what was changed, and what came of it. */
export interface StudyLimits {
  readonly wholeNodes: readonly LimitRow[];
  readonly minimums: readonly LimitRow[];
  readonly boot: readonly LimitRow[];
  readonly scaleDown: readonly LimitRow[];
  readonly spot: readonly LimitRow[];
}

export interface LimitRow {
  readonly trace: string;
  readonly peakReplicas: number;
  readonly setting: string;
  readonly versusPeak?: number;
  readonly versusP99?: number;
  readonly isMet: boolean;
  readonly attainment: number;
  readonly firstTokenP999: number;
}

/** One day at both speeds of the model. */
export interface SpeedCheck {
  readonly trace: string;
  readonly policy: string;
  readonly interarrivalCv: number;
  readonly requests: number;
  readonly windows: SpeedFigures;
  readonly singles: SpeedFigures;
}

export interface SpeedFigures {
  readonly nodeHours: number;
  readonly attainment: number;
  readonly firstTokenP99: number;
  readonly endToEndMean: number;
}
