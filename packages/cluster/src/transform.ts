/**
 * A pure change to the arguments of one kind of child, run before the child is made.
 *
 * It gets fresh arguments and gives back those to use. It must not make resources, and must give the same result
 * at preview and at up.
 */
export type Transform<Args> = (args: Args, child: TransformedChild) => Args;

/** Which child a transform is looking at. */
export interface TransformedChild {
  /** Logical name, such as `cloud-device-plugin-serving`. */
  readonly name: string;
  /** Pool that the child belongs to; undefined for children of the whole cluster. */
  readonly pool?: string;
}
