/** JSON as an answers file holds it. */
export type AnswerValue =
  null | boolean | number | string | readonly AnswerValue[] | { readonly [name: string]: AnswerValue };

export type AnswerMap = Readonly<Record<string, AnswerValue>>;

/** What a provider would answer to a function (`aws.ec2.getAmi(…)`) or to a method of one of its resources. */
export interface InvokeAnswer {
  /** `package:module/function:function`, as the plan's own message prints it. */
  readonly token: string;
  /** Arguments that must be equal for this answer to count; others may be anything. Default: any call. */
  readonly args?: AnswerMap;
  /** The whole result. A field with the text `<unknown>` stays unknown until a deployment. */
  readonly result: AnswerMap;
}

/** Outputs of another stack. */
export interface StackReferenceAnswer {
  readonly outputs?: AnswerMap;
  /** Outputs that the other stack keeps secret. */
  readonly secretOutputs?: AnswerMap;
}

/** Properties of something that exists and is looked up by id (`aws.ec2.Vpc.get("main", "vpc-1")`). */
export interface ReadAnswer {
  readonly type: string;
  readonly id: string;
  readonly outputs: AnswerMap;
}

/**
 * What a plan cannot ask, given by the user: the content of an answers file (YAML or JSON). Of several invoke
 * answers that match, the first counts.
 */
export interface PlanAnswers {
  readonly invokes?: readonly InvokeAnswer[];
  /** By the full name of the stack, `organization/project/stack`. */
  readonly stackReferences?: Readonly<Record<string, StackReferenceAnswer>>;
  readonly reads?: readonly ReadAnswer[];
}
