import { z } from "zod";
import { headUpdateSchema } from "@/lib/core/audit/check-extension";
import { cosignatureSchema, signedCheckpointSchema } from "@/lib/core/audit/checkpoint";
import { installationIdSchema, publicKeySchema, signatureSchema } from "@/lib/core/audit/signature";
import { digestSchema } from "@/lib/core/digest";
import { argvSchema, stepIdSchema } from "@/lib/core/lane/lane";

/** Ids chosen by the dashboard; also file names at the agent, hence the narrow alphabet. */
export const appIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected lower-case letters, digits and dashes");
export const jobIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{7,63}$/, "expected 8 to 64 lower-case letters, digits and dashes");
/** A git object id (SHA-1 or SHA-256). */
export const oidSchema = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, "expected a git object id");
const atSchema = z.int().min(0);

/** The record that a gate held when a step was released, and over what; the agent checks it against the checkout. */
export const gatePassSchema = z
  .strictObject({
    passId: jobIdSchema,
    upgradeId: z.string(),
    stepId: stepIdSchema,
    jobId: jobIdSchema,
    /** Tree of the snapshot that was signed. */
    treeId: oidSchema,
    /** SHA-256 of `mix.lock` in that tree; null when the tree has none. */
    lockDigest: digestSchema.nullable(),
    argv: argvSchema,
    /** Sequence numbers of the five sign-offs, in category order. */
    signOffs: z.array(z.int().min(1)).length(5),
  })
  .readonly();
export type GatePass = z.infer<typeof gatePassSchema>;

const personSchema = z.strictObject({ name: z.string().min(1).max(200), email: z.string().min(3).max(320) }).readonly();

/** The eight passkey settings of the v1.1 guide, section 5. */
export const passkeySettingsSchema = z
  .strictObject({
    rpId: z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i, "expected a host name without scheme or port"),
    rpName: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^"\\#\p{Cc}]*$/u, "expected a name without quotes, backslashes, # or control characters"),
    origin: z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i, "expected scheme, host and port only, as in https://example.com"),
    timeoutMs: z.int().min(1_000).max(600_000),
    attestation: z.enum(["none", "indirect", "direct", "enterprise"]),
    userVerification: z.enum(["required", "preferred", "discouraged"]),
    ceremonyRateLimit: z.strictObject({ limit: z.int().min(1).max(10_000), windowMs: z.int().min(1_000).max(86_400_000) }),
    passkeyPrimaryEnabled: z.boolean(),
  })
  .readonly();
export type PasskeySettings = z.infer<typeof passkeySettingsSchema>;

/** What a job does. `command` and `serve` name a step of a lane; the agent looks the argv up in its own catalogue. */
export const jobActionSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("command"),
    laneId: z.string(),
    laneDigest: digestSchema,
    stepId: stepIdSchema,
    /** Id of a declared alternative, `override` for the agent's own configuration, or null for the lane's command. */
    alternative: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal("serve"), laneId: z.string(), laneDigest: digestSchema, stepId: stepIdSchema }),
  z.strictObject({ type: z.literal("branch"), branch: z.string().min(1).max(200) }),
  z.strictObject({ type: z.literal("clean-tree") }),
  /** `package` is the library whose locked version goes into the report; the agent's default when left out. */
  z.strictObject({ type: z.literal("anchor"), package: z.string().optional() }),
  z.strictObject({
    type: z.literal("commit"),
    message: z.string().min(1).max(2_000),
    /** Path text; `.` stands for everything that differs. */
    paths: z.array(z.string()).min(1).max(1_000),
    author: personSchema,
  }),
  z.strictObject({
    type: z.literal("set-dependency"),
    package: z.string().regex(/^[a-z][a-z0-9_]*$/),
    requirement: z.string().regex(/^[~>=<!. 0-9a-z-]{1,60}$/),
  }),
  z.strictObject({ type: z.literal("set-passkeys"), settings: passkeySettingsSchema }),
  z.strictObject({ type: z.literal("posture"), package: z.string() }),
  z.strictObject({
    type: z.literal("snapshot"),
    /** Tree of the rollback anchor, taken by this agent. */
    anchorTree: oidSchema,
    anchorCommit: oidSchema,
    package: z.string(),
    /** Tree of a snapshot since the same anchor that the dashboard has: what is as it was then need not be told again. */
    since: oidSchema.optional(),
  }),
]);
export type JobAction = z.infer<typeof jobActionSchema>;

/** What the dashboard asks the agent to run. Sending the same job twice runs it once. */
export const jobSchema = z
  .strictObject({
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string().min(1).max(64),
    stepId: stepIdSchema,
    attempt: z.int().min(1),
    action: jobActionSchema,
    timeoutMs: z
      .int()
      .min(1_000)
      .max(24 * 3_600_000),
    gatePass: gatePassSchema.nullable(),
  })
  .readonly();
export type Job = z.infer<typeof jobSchema>;

/**
 * What a gate pass's signature says besides the pass. The agent refuses a pass whose terms name another
 * installation than the one it witnesses, another agent or app than the job's, or whose time is over.
 */
export const gatePassTermsSchema = z
  .strictObject({
    installationId: installationIdSchema,
    agentId: z.string().min(1).max(64),
    appId: appIdSchema,
    /** The record that says the gate was passed. */
    record: z.strictObject({ seq: z.int().min(1), hash: digestSchema }),
    issuedAt: atSchema,
    expiresAt: atSchema,
  })
  .readonly();
export type GatePassTerms = z.infer<typeof gatePassTermsSchema>;

/** The installation's signature over `toGatePassBytes(job.gatePass, terms)`. */
export const gatePassSignatureSchema = z.strictObject({ terms: gatePassTermsSchema, signature: signatureSchema }).readonly();

/**
 * What the dashboard vouches for when it sends a job. It is no part of the job: a job sent again under a newer
 * checkpoint is still the same job.
 *
 * Before anything of a job runs, the agent checks, in this order:
 * 1. `checkpoint` names number and hash of the very checkpoint it cosigned last (null only while it has
 *    cosigned none): a lower number is refused `checkpoint-smaller`, a higher one `checkpoint-not-next`, another
 *    hash `checkpoint-forked`. Nothing needs to be locked: a dashboard that lost or changed records cannot name it.
 * 2. A gated step's pass has a signature (`gate-pass-unsigned`) that the installation's key made over
 *    `toGatePassBytes` (`gate-pass-differs`); the key is the one shown with that checkpoint.
 * 3. The terms: installation, agent and app are these (`gate-pass-differs`), and by the agent's clock the time
 *    is before `expiresAt` (`gate-pass-expired`). Single use stays by `passId` (`gate-pass-used`).
 */
export const jobSealSchema = z
  .strictObject({
    checkpoint: z.strictObject({ number: z.int().min(1), hash: digestSchema }).nullable(),
    gatePass: gatePassSignatureSchema.nullable(),
  })
  .readonly();
export type JobSeal = z.infer<typeof jobSealSchema>;

/** How a gated step was kept to what was signed. */
export const sealingSchema = z.discriminatedUnion("mode", [
  /** It ran in a folder of the agent's that holds the signed tree; nothing in the checkout could change what ran. */
  z.object({
    mode: z.literal("sealed"),
    treeId: oidSchema,
    /** Dependencies unpacked from the archive that `mix.lock` names by its SHA-256. */
    fromArchive: z.int().min(0),
    /** Git dependencies written from the commit that `mix.lock` names; absent from records of before there was this. */
    fromCommit: z.int().min(0).default(0),
    /** Dependencies copied from the checkout, each what it was when the signed snapshot was taken. */
    asSigned: z.int().min(0),
    /** Files that the operator, not the checkout, brought. */
    files: z.array(z.string()),
    /** The app's own data, shared with the checkout. */
    state: z.array(z.string()),
  }),
  /** It ran in the checkout, whose tree was checked before and after. */
  z.object({ mode: z.literal("checked"), reason: z.string() }),
]);
export type Sealing = z.infer<typeof sealingSchema>;

/** Body of `POST /jobs`: the job and, beside its fields, the seal. */
export const jobSubmissionSchema = z.strictObject({ ...jobSchema.unwrap().shape, seal: jobSealSchema.nullable().default(null) }).readonly();
export type JobSubmission = z.infer<typeof jobSubmissionSchema>;

/**
 * Body of `POST /witness`: the dashboard shows a checkpoint and what proves that it extends the one before.
 *
 * The agent calls `checkExtension(latest, { publicKey, checkpoint, updates }, verify)` of `lib/core/audit`, where
 * `latest` is the canonical text it cosigned last, durably kept with the installation's public key. A refusal is
 * answered under its code with 409 and changes nothing. Otherwise it signs `toCosignatureBytes` with its own key
 * (Ed25519, made at its first start, mode 0600), stores text, key and cosignature durably, and only then answers.
 * A repeat (`isRepeat`) gets the stored cosignature again. A public key other than the one kept is `checkpoint-forked`,
 * which follows from the installation's id. An agent that has seen nothing takes the first one shown.
 */
export const showCheckpointSchema = z
  .strictObject({
    publicKey: publicKeySchema,
    checkpoint: signedCheckpointSchema,
    /** One for every upgrade whose chain grew since the checkpoint before, each against the tree the one before it left. */
    updates: z.array(headUpdateSchema).max(1_000).readonly(),
  })
  .readonly();
export type ShowCheckpoint = z.infer<typeof showCheckpointSchema>;

/** Answer of `POST /witness`. */
export const cosignedSchema = z.object({ cosignature: cosignatureSchema });

/** Answer of `GET /witness`: who the witness is and the checkpoint it cosigned last. */
export const witnessSchema = z.object({
  agentId: z.string(),
  publicKey: publicKeySchema,
  latest: z.object({ installationId: installationIdSchema, number: z.int().min(1), hash: digestSchema }).nullable(),
});
export type Witness = z.infer<typeof witnessSchema>;

/** A checkout as the agent sees it, without running anything of the checkout's own configuration. */
export const checkoutSchema = z
  .object({
    /** Branch name; null when HEAD is detached. */
    branch: z.string().nullable(),
    head: oidSchema.nullable(),
    /** Tree id of the files as they are now, ignored files left out. */
    treeId: oidSchema,
    clean: z.boolean(),
    /** Paths that differ from HEAD, at most 100. */
    changedPaths: z.array(z.string()).readonly(),
    changedCount: z.int().min(0),
    /** Version of the package in `mix.lock`; null when it is not locked. */
    lockedVersion: z.string().nullable(),
    /** Requirement in `mix.exs`, for example `~> 0.3`. */
    requirement: z.string().nullable(),
    /** `schema_version` in `config/config.exs`. */
    schemaVersion: z.string().nullable(),
    lockDigest: digestSchema.nullable(),
  })
  .readonly();
export type Checkout = z.infer<typeof checkoutSchema>;

/** One answer of a served app. `status` is null when nothing answered. */
export const probeResultSchema = z
  .object({ path: z.string(), status: z.int().nullable(), title: z.string().nullable(), durationMs: z.int().min(0), error: z.string().nullable() })
  .readonly();
export type ProbeResult = z.infer<typeof probeResultSchema>;

/** What a job found or made, besides its log. */
export const jobReportSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("none") }),
  z.object({ type: z.literal("checkout"), checkout: checkoutSchema }),
  z.object({ type: z.literal("branch"), branch: z.string(), created: z.boolean(), head: oidSchema }),
  z.object({ type: z.literal("anchor"), commit: oidSchema, branch: z.string().nullable(), treeId: oidSchema, lockedVersion: z.string().nullable() }),
  z.object({ type: z.literal("commit"), commit: oidSchema, paths: z.array(z.string()) }),
  z.object({ type: z.literal("edit"), paths: z.array(z.string()) }),
  z.object({
    type: z.literal("snapshot"),
    treeId: oidSchema,
    head: oidSchema.nullable(),
    lockDigest: digestSchema.nullable(),
    checkout: checkoutSchema,
    /** Authors and committers of the branch since the anchor. */
    people: z.array(z.object({ name: z.string(), email: z.string() })),
    /**
     * Outputs to fetch: `elixir.diff`, `other.diff` (each `git diff --raw -z -p`), `tree.json`. With `elixir.list` and
     * `other.list` (each the whole `git diff --raw -z`) the differences hold only files that are not as they were then.
     * Each can be read from the job's start on, while it grows.
     */
    outputs: z.array(z.object({ name: z.string(), sizeBytes: z.int().min(0), sha256: digestSchema })),
  }),
]);
export type JobReport = z.infer<typeof jobReportSchema>;

/** The output `tree.json` of a snapshot: what classification and expectations read beside the diff. */
export const snapshotTreeSchema = z
  .object({
    /** The tree of the snapshot since which the differences tell what changed; null when they tell everything. */
    since: oidSchema.nullable().default(null),
    /** Path texts of the tree at the anchor and now. */
    anchorPaths: z.array(z.string()),
    paths: z.array(z.string()),
    /** Text of `mix.exs`, `mix.lock`, `config/*.exs`, routers, endpoints, application and vault modules, and of what tells the app's names (`findEvidencePaths`), at most 512 KiB each. */
    files: z.record(z.string(), z.string()),
  })
  .readonly();
export type SnapshotTree = z.infer<typeof snapshotTreeSchema>;
/** What classification and expectations look into. */
export type TreeContent = Omit<SnapshotTree, "since">;

export const OUTCOMES = ["exited", "timed-out", "cancelled", "interrupted"] as const;
export const jobOutcomeSchema = z.enum(OUTCOMES);
export type JobOutcome = z.infer<typeof jobOutcomeSchema>;

/** A fact about a job. Numbers grow by one per agent and never repeat. */
export const agentEventSchema = z.discriminatedUnion("type", [
  z.object({
    number: z.int().min(1),
    at: atSchema,
    type: z.literal("job.started"),
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string(),
    argv: z.array(z.string()),
    treeId: oidSchema.nullable(),
    /** Null for a step that no gate guards. */
    sealing: sealingSchema.nullable().default(null),
  }),
  z.object({
    number: z.int().min(1),
    at: atSchema,
    type: z.literal("job.refused"),
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string(),
    code: z.string(),
    message: z.string(),
    /** Tree found when the refusal was about content. */
    treeId: oidSchema.nullable(),
  }),
  z.object({
    number: z.int().min(1),
    at: atSchema,
    type: z.literal("job.serving"),
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string(),
    url: z.string(),
    probes: z.array(probeResultSchema),
  }),
  z.object({
    number: z.int().min(1),
    at: atSchema,
    type: z.literal("job.finished"),
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string(),
    outcome: jobOutcomeSchema,
    /** Null when a signal ended the program or none ran. */
    exitCode: z.int().nullable(),
    signal: z.string().nullable(),
    startedAt: atSchema,
    endedAt: atSchema,
    log: z.object({ sizeBytes: z.int().min(0), sha256: digestSchema }),
    treeBefore: oidSchema.nullable(),
    treeAfter: oidSchema.nullable(),
    /** Why it failed, for jobs that are no program (git, edits); empty otherwise. */
    message: z.string(),
    report: jobReportSchema,
  }),
]);
export type AgentEvent = z.infer<typeof agentEventSchema>;
/** At most 500 events after the number asked for. `last` is the newest number the agent has, not the page's. */
export const agentEventPageSchema = z.object({ agentId: z.string(), events: z.array(agentEventSchema), last: z.int().min(0) });
export type AgentEventPage = z.infer<typeof agentEventPageSchema>;

/** An app in the agent's configuration. */
export const agentAppSchema = z
  .object({
    id: appIdSchema,
    name: z.string(),
    path: z.string(),
    /** Plain statement shown with the app when its `mix` is a stand-in; null for the real one. */
    standIn: z.string().nullable(),
    /** Commands of the agent's own configuration: `<laneId>/<stepId>` to argv. */
    overrides: z.record(z.string(), argvSchema),
  })
  .readonly();
export type AgentApp = z.infer<typeof agentAppSchema>;

/** A git checkout with a `mix.exs` under one of the agent's roots. */
export const candidateSchema = z.object({ path: z.string(), name: z.string(), appId: appIdSchema.nullable() }).readonly();
export type Candidate = z.infer<typeof candidateSchema>;

export const healthSchema = z.object({
  agentId: z.string(),
  version: z.string(),
  startedAt: atSchema,
  roots: z.array(z.string()),
  /** How a step's processes are held together, so that ending the step ends all of them. */
  confinement: z.object({ way: z.enum(["pid-namespace", "sweep"]), sentence: z.string() }),
});
export type Health = z.infer<typeof healthSchema>;
export const agentAppsSchema = z.object({ apps: z.array(agentAppSchema) });
export type AgentApps = z.infer<typeof agentAppsSchema>;
export const candidatesSchema = z.object({ candidates: z.array(candidateSchema), roots: z.array(z.string()) });
export type Candidates = z.infer<typeof candidatesSchema>;
export const addAppSchema = z.strictObject({ id: appIdSchema, name: z.string().min(1).max(80), path: z.string().min(1).max(4_096) });
export type AddApp = z.infer<typeof addAppSchema>;
export const jobStateSchema = z.enum(["queued", "running", "ended"]);
export type JobState = z.infer<typeof jobStateSchema>;
export const jobAcceptedSchema = z.object({ jobId: jobIdSchema, state: jobStateSchema });
export type JobAccepted = z.infer<typeof jobAcceptedSchema>;

/** A job with everything the agent recorded about it. */
export const jobViewSchema = z.object({ job: jobSchema, state: jobStateSchema, acceptedAt: atSchema, events: z.array(agentEventSchema).readonly() }).readonly();
export type JobView = z.infer<typeof jobViewSchema>;

/** Who holds an app: the job that keeps others out, and the job that serves it, which keeps only commands and edits out. */
const lockOwnerSchema = z.object({ jobId: jobIdSchema, upgradeId: z.string(), stepId: stepIdSchema, since: atSchema, ageMs: z.int().min(0) }).readonly();
export const appLockSchema = z.object({ lock: lockOwnerSchema.nullable(), serving: lockOwnerSchema.nullable() }).readonly();
export type AppLock = z.infer<typeof appLockSchema>;

/** Why the agent said no; `message` says what to do. */
export const AGENT_REFUSALS = [
  "bad-request",
  "unauthorized",
  "forbidden-origin",
  "wrong-host",
  "not-json",
  "too-large",
  "not-found",
  "outside-roots",
  "not-a-checkout",
  "app-exists",
  "unknown-app",
  "job-differs",
  "app-busy",
  "unknown-lane",
  "lane-differs",
  "unknown-step",
  "missing-file",
  "gate-pass-missing",
  "gate-pass-differs",
  "tree-differs",
  "lockfile-differs",
  "gate-pass-used",
  "gate-pass-unsigned",
  "gate-pass-expired",
  "checkpoint-unsigned",
  "checkpoint-forked",
  "checkpoint-smaller",
  "checkpoint-not-next",
  "deps-differ",
  "link-leads-out",
  "dirty-tree",
  "bad-branch",
  "edit-refused",
  "serving",
  "stopping",
  "internal",
] as const;
export const agentErrorSchema = z.object({ code: z.enum(AGENT_REFUSALS), message: z.string() });
export type AgentError = z.infer<typeof agentErrorSchema>;
