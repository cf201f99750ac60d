import { z } from "zod";
import { categorySchema } from "@/lib/core/classify/category";
import { findingKindSchema } from "./finding";

/** Ids inside a lane: kebab-case, stable, part of the audit record. */
export const stepIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "expected kebab-case");

/** The seven stages a fleet view shows, in order. */
export const STAGES = ["preflight", "bump", "upgrade", "review", "migrate", "verify", "smoke"] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

/** A program and its arguments; no string ever meets a shell. */
export const argvSchema = z.array(z.string().min(1)).min(1).readonly();
export type Argv = z.infer<typeof argvSchema>;

/** A step or expectation that applies only when a choice was made. */
const whenSchema = z.object({ step: stepIdSchema, option: z.string() }).readonly();

const baseShape = {
  id: stepIdSchema,
  title: z.string().min(1),
  stage: stageSchema,
  /** Number or heading of the guide's section this step comes from. */
  section: z.string().min(1),
  /** What it does and why, in our words. */
  summary: z.string().min(1),
  /** Steps that must be settled (done, waived, not applicable) before this one starts. */
  requires: z.array(stepIdSchema).readonly(),
  /** Starts only behind the gate: five current sign-offs, nothing unclassified. */
  gated: z.boolean().default(false),
  /** May be passed over by a named person with a reason. */
  waivable: z.boolean().default(true),
  /** Does not hold up the end of the upgrade (rollback notes). */
  optional: z.boolean().default(false),
  /** Nothing after it can be undone by going back in git. */
  pointOfNoReturn: z.boolean().default(false),
  when: whenSchema.optional(),
};

export const RECOGNISERS = ["none", "sigra-upgrade", "deps", "warnings", "tests", "migrations"] as const;
export const recogniserSchema = z.enum(RECOGNISERS);

/** Another way to run a step, declared by the lane and chosen by a person with a reason. */
const alternativeSchema = z
  .object({
    id: stepIdSchema,
    title: z.string(),
    command: argvSchema,
    why: z.string(),
    needsFiles: z.array(z.string()).readonly().default([]),
    /** What the person accepts by choosing it; recorded with the attempt. */
    accepts: z.string().optional(),
  })
  .readonly();

const attestStepSchema = z.object({
  ...baseShape,
  kind: z.literal("attest"),
  /** The sentence a person puts their name to. */
  statement: z.string(),
  note: z.enum(["optional", "required"]).default("optional"),
  /** Asked for in the note field. */
  noteLabel: z.string().default("Note"),
});

const commandStepSchema = z.object({
  ...baseShape,
  kind: z.literal("command"),
  command: argvSchema,
  /** The guide's command, verbatim. */
  guideCommand: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  timeoutMs: z.int().positive(),
  needsFiles: z.array(z.string()).readonly().default([]),
  alternatives: z.array(alternativeSchema).readonly().default([]),
  recogniser: recogniserSchema.default("none"),
  /** A snapshot follows by itself. */
  snapshotAfter: z.boolean().default(false),
});

const gitStepSchema = z.object({
  ...baseShape,
  kind: z.literal("git"),
  operation: z.discriminatedUnion("type", [
    z.object({ type: z.literal("branch"), branch: z.string() }),
    z.object({ type: z.literal("clean-tree") }),
    z.object({ type: z.literal("anchor") }),
    z.object({ type: z.literal("commit"), message: z.string(), paths: z.array(z.string()).readonly() }),
  ]),
  timeoutMs: z.int().positive(),
});

const editStepSchema = z.object({
  ...baseShape,
  kind: z.literal("edit"),
  edit: z.discriminatedUnion("type", [
    z.object({ type: z.literal("dependency"), package: z.string(), requirement: z.string() }),
    z.object({ type: z.literal("passkeys") }),
  ]),
  timeoutMs: z.int().positive(),
});

const choiceStepSchema = z.object({
  ...baseShape,
  kind: z.literal("choice"),
  question: z.string(),
  options: z
    .array(z.object({ id: stepIdSchema, title: z.string(), consequences: z.array(z.string()).readonly() }).readonly())
    .min(2)
    .readonly(),
});

const reviewStepSchema = z.object({ ...baseShape, kind: z.literal("review") });

/** One line of a checklist. */
export const checkItemSchema = z.object({ id: stepIdSchema, text: z.string(), hint: z.string().default(""), probe: z.string().optional() }).readonly();
export type CheckItem = z.infer<typeof checkItemSchema>;

const checklistStepSchema = z.object({
  ...baseShape,
  kind: z.literal("checklist"),
  /** Who is asked: QA for smoke, reviewers and leads for migrations. */
  audience: z.enum(["qa", "reviewer", "operator"]),
  items: z.array(checkItemSchema).min(1).readonly(),
});

const serveStepSchema = z.object({
  ...baseShape,
  kind: z.literal("serve"),
  command: argvSchema,
  guideCommand: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  /** Until the first probe answers. */
  timeoutMs: z.int().positive(),
  /** Paths asked for once the server listens; shown with their status. */
  probes: z.array(z.string().startsWith("/")).min(1).readonly(),
});

const inspectStepSchema = z.object({
  ...baseShape,
  kind: z.literal("inspect"),
  /** `posture`: versions as the checkout tells them. `expectations`: what must exist after the upgrade. */
  subject: z.enum(["posture", "expectations"]),
  timeoutMs: z.int().positive(),
});

export const stepSchema = z.discriminatedUnion("kind", [
  attestStepSchema,
  commandStepSchema,
  gitStepSchema,
  editStepSchema,
  choiceStepSchema,
  reviewStepSchema,
  checklistStepSchema,
  serveStepSchema,
  inspectStepSchema,
]);
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step["kind"];

/** A circumstance read from the snapshot; an expectation whose circumstance does not hold is left out. */
const givenSchema = z.discriminatedUnion("type", [
  /** The latest attempt of one of the steps has a finding of this kind. */
  z.object({ type: z.literal("finding"), steps: z.array(stepIdSchema).min(1).readonly(), finding: findingKindSchema }),
  /** A migration whose name, timestamp stripped, is `name` was in `folder` at the rollback anchor. */
  z.object({ type: z.literal("migration-before"), folder: z.string(), name: z.string() }),
]);

/**
 * Something that must exist after the upgrade. Paths and texts may hold the slots `{app}` (OTP app), `{module}`
 * (base module), `{web}` (web folder) and `{context}` (auth context folder).
 */
export const expectationSchema = z
  .object({
    id: stepIdSchema,
    title: z.string(),
    category: categorySchema,
    why: z.string(),
    howToMeet: z.string(),
    when: whenSchema.optional(),
    given: givenSchema.optional(),
    check: z.discriminatedUnion("type", [
      z.object({ type: z.literal("file-contains"), path: z.string(), text: z.string() }),
      z.object({ type: z.literal("file-lacks"), path: z.string(), text: z.string() }),
      z.object({ type: z.literal("path-exists"), path: z.string() }),
      /** At least one of the files has the text outside comments. */
      z.object({ type: z.literal("some-file-contains"), paths: z.array(z.string()).min(1).readonly(), text: z.string() }),
      /** The router at `path` writes out a route of this full path, the prefixes of its scopes joined. */
      z.object({ type: z.literal("route"), path: z.string(), route: z.string().startsWith("/") }),
      /**
       * The config files, read in this order with the last setting winning, give the nested key a value that
       * holds none of `lacks`.
       */
      z.object({
        type: z.literal("config-value"),
        paths: z.array(z.string()).min(1).readonly(),
        keys: z.array(z.string()).min(1).readonly(),
        lacks: z.array(z.string()).readonly().default([]),
      }),
      /** No new migration of `folder` has the name, timestamp stripped, of another one there. */
      z.object({ type: z.literal("single-migrations"), folder: z.string() }),
      /** A new file whose name, timestamp stripped, is `name`, in `folder`. */
      z.object({ type: z.literal("new-migration"), folder: z.string(), name: z.string() }),
      /** The `schema_version` line of `config/config.exs` equals the locked version of the package. */
      z.object({ type: z.literal("schema-version") }),
      /** The latest attempt of the step has no finding of this kind. */
      z.object({ type: z.literal("no-finding"), step: stepIdSchema, finding: findingKindSchema }),
    ]),
  })
  .readonly();
export type Expectation = z.infer<typeof expectationSchema>;

/** One upgrade guide as typed data. Its SHA-256 is recorded with every upgrade. */
export const laneSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
    title: z.string(),
    /** Short form for tables, for example `v1.0`. */
    shortTitle: z.string(),
    library: z.string().regex(/^[a-z][a-z0-9_]*$/, "expected the name of a package"),
    description: z.string(),
    /** Series the app comes from, for example `0.3`; matched as a prefix of the locked version. */
    sourceSeries: z.string(),
    /** Series the lane leads to, for example `1.0`. */
    targetSeries: z.string(),
    /** Sections of the guide in order, so that a reader finds every part of it. */
    sections: z.array(z.object({ id: z.string(), title: z.string() }).readonly()).readonly(),
    steps: z.array(stepSchema).min(1).readonly(),
    expectations: z.array(expectationSchema).readonly(),
    /** What the guide says that no step can carry. */
    notes: z.array(z.string()).readonly().default([]),
  })
  .readonly();
export type Lane = z.infer<typeof laneSchema>;
/** A lane as it is written in the catalogue, defaults left out. */
export type LaneSource = z.input<typeof laneSchema>;
