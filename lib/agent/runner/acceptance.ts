import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "@/lib/contract/agent-api";
import { findCommand } from "@/lib/core/lane/find-command";
import type { Argv, Step } from "@/lib/core/lane/lane";
import { ok, type Result } from "@/lib/core/result";
import type { AppConfig } from "../config";
import { searchPath } from "../exec/child-environment";
import { findProgram } from "../exec/find-program";
import { refuse, type Refusal } from "../refusal";
import type { RunnerContext } from "./context";
import { checkPass } from "./gate";

/** A program of the lane, fully looked up. */
export type ProgramPlan = {
  readonly type: "program";
  readonly argv: Argv;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Null for a command; the paths to ask for when it serves. */
  readonly probes: readonly string[] | null;
  readonly isGated: boolean;
  /** Null when it is to run sealed; else why it is not. */
  readonly unsealedBecause: string | null;
};
/** What a job comes to, once nothing speaks against it that can be known at once. */
export type Plan = ProgramPlan | { readonly type: "builtin" };

type Declared = Omit<ProgramPlan, "type" | "program" | "isGated"> & { readonly step: Step; readonly needsFiles: readonly string[] };

/** Everything that can be decided without reading the work tree; the rest is checked when the job runs. */
export function decideAcceptance(context: RunnerContext, job: Job): Result<Plan, Refusal> {
  const app = context.apps.find(job.appId);
  if (!app) return refuse("unknown-app", `This agent has no app ${job.appId}; add it first.`);
  const declared = findDeclared(context, job, app);
  if (!declared.ok) return declared;
  const pass = job.gatePass;
  if (declared.value?.step.gated && pass === null) {
    return refuse("gate-pass-missing", `Step ${job.stepId} runs only with a gate pass; collect the five sign-offs and start it from the gate.`);
  }
  if (pass !== null) {
    const checked = checkPass(pass, job, declared.value?.argv ?? null, context.book.findPassUser(pass.passId));
    if (!checked.ok) return checked;
  }
  const free = checkFree(context, job);
  if (!free.ok) return free;
  const located = context.apps.locate(app);
  if (!located.ok) return located;
  return declared.value === null ? ok({ type: "builtin" }) : findFiles(context, declared.value, located.value);
}

/** The lane's own entry for a command or serve job; null for what the agent does itself. */
function findDeclared(context: RunnerContext, job: Job, app: AppConfig): Result<Declared | null, Refusal> {
  const { action } = job;
  if (action.type !== "command" && action.type !== "serve") return ok(null);
  const registered = context.findLane(action.laneId);
  if (!registered) return refuse("unknown-lane", `This agent does not know lane ${action.laneId}; bring agent and dashboard to the same version.`);
  if (registered.digest !== action.laneDigest) {
    return refuse(
      "lane-differs",
      `Lane ${action.laneId} is another one here (${registered.digest.slice(0, 12)}); bring agent and dashboard to the same version.`,
    );
  }
  const step = registered.lane.steps.find(({ id }) => id === action.stepId);
  if (!step || step.kind !== action.type) return refuse("unknown-step", `Lane ${action.laneId} has no ${action.type} step ${action.stepId}.`);
  if (action.stepId !== job.stepId) return refuse("unknown-step", `The job is for step ${job.stepId}, its action for ${action.stepId}.`);
  const alternative = action.type === "command" ? action.alternative : null;
  const found = findCommand(registered.lane, action.stepId, alternative, app.commands);
  if (!found.ok) return refuse("unknown-step", `${found.message}.`);
  return ok({
    step,
    argv: found.argv,
    needsFiles: found.needsFiles,
    environment: { ...found.environment, ...app.environment },
    probes: step.kind === "serve" ? step.probes : null,
    unsealedBecause: whyUnsealed(step, app),
  });
}

/** What cannot be undone runs sealed; what builds or serves the checkout itself has to run in it. */
function whyUnsealed({ pointOfNoReturn }: Step, { sealed, notSealedBecause }: AppConfig): string | null {
  if (!pointOfNoReturn) return "Only steps that cannot be undone run sealed.";
  return sealed ? null : (notSealedBecause ?? "The agent's configuration says so.");
}

/** One job per app; while an app is served, only what leaves its files alone. */
function checkFree({ book, now }: RunnerContext, job: Job): Result<null, Refusal> {
  const holder = book.findHolder(job.appId);
  if (holder) {
    const { jobId, stepId, at } = holder.accepted;
    return refuse("app-busy", `Job ${jobId} (step ${stepId}) has had this app for ${describeAge(now() - at)}; wait for it or cancel it.`);
  }
  const server = book.findServer(job.appId);
  const isInTheWay = ["command", "serve", "set-dependency", "set-passkeys"].includes(job.action.type);
  return server && isInTheWay ? refuse("serving", `The app is being served by job ${server.accepted.jobId}; stop it first.`) : ok(null);
}

function findFiles(context: RunnerContext, declared: Declared, checkout: string): Result<Plan, Refusal> {
  const { argv, needsFiles, environment, probes, step, unsealedBecause } = declared;
  const missing = needsFiles.find((path) => !existsSync(join(checkout, path)));
  if (missing) return refuse("missing-file", `The checkout has no ${missing}; add it, choose a declared alternative or configure a command of your own.`);
  const folders = searchPath(context.base, context.programPath);
  const program = findProgram(argv[0] ?? "", folders, checkout);
  return program === undefined
    ? refuse("missing-file", `The agent finds no program ${argv[0]}; install it or name its folder in programPath of the agent's configuration.`)
    : ok({ type: "program", argv, program, environment, probes, isGated: step.gated, unsealedBecause });
}

function describeAge(ageMs: number): string {
  const seconds = Math.max(0, Math.round(ageMs / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
