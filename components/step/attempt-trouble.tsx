import { Note } from "@/components/ui/note";
import type { Attempt } from "@/lib/core/upgrade/upgrade";

export type AttemptTroubleProps = { attempt: Attempt };

/** In plain words what went wrong where the log alone does not say it: a refusal, a cut, a limit, a job that is no program. */
export function AttemptTrouble({ attempt: { progress, job } }: AttemptTroubleProps) {
  if (progress.status === "refused") {
    return (
      <Note status="failed">
        <p>
          <b className="semi">The agent refused. Nothing ran.</b> {progress.message}
        </p>
        <p className="small q mt-1">
          Refusal <span className="mono">{progress.code}</span>
          {progress.treeId && `. The checkout is at tree ${progress.treeId.slice(0, 7)}; a new snapshot shows what differs.`}
        </p>
      </Note>
    );
  }
  if (progress.status !== "ended") return null;
  if (progress.outcome === "interrupted") {
    return (
      <Note status="interrupted">
        <p>
          <b className="semi">It was cut off from outside.</b> The machine or the agent stopped while it ran, so nobody knows how far it came. Nothing was
          retried: a person decides, after reading the log.
        </p>
        {progress.message !== "" && <p className="q2 mt-1">{progress.message}</p>}
      </Note>
    );
  }
  const limit = progress.outcome === "timed-out" ? "It took longer than its time limit, so the agent ended it with everything it had started." : "";
  const isProgram = job.action.type === "command" || job.action.type === "serve";
  const message = progress.message !== "" && (!isProgram || progress.exitCode !== 0) ? progress.message : "";
  if (limit === "" && message === "") return null;
  const isBad = limit !== "" || progress.exitCode !== 0;
  return (
    <Note status={isBad ? "failed" : undefined}>
      {limit && <p>{limit}</p>}
      {message && <p className="whitespace-pre-wrap">{message}</p>}
    </Note>
  );
}
