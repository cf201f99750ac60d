import type { Step, StepKind } from "@/lib/core/lane/lane";

/** A step of one kind. */
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;
