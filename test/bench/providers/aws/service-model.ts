import { modelFile } from "./model-files.js";

/** A shape of a service's API as botocore describes it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  /** Of a list. */
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

export type Service = "autoscaling" | "ec2" | "eks" | "iam" | "kms" | "logs" | "rds" | "s3" | "secretsmanager";

const models = new Map<Service, Readonly<Record<string, Shape>>>();

/** A shape of a service. Throws for a name that the service does not have. */
export function shapeOf(service: Service, name: string): Shape {
  let shapes = models.get(service);
  if (shapes === undefined) {
    shapes = (modelFile(service) as { readonly shapes: Readonly<Record<string, Shape>> }).shapes;
    models.set(service, shapes);
  }
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`the model of ${service} has no shape ${name}`);
  return shape;
}
