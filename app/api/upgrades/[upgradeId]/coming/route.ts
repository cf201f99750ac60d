import { PIECE_ROWS } from "@/components/review/flow-metrics";
import type { ComingAnswer, FirstRows } from "@/lib/contract/review-api";
import { placementSchema } from "@/lib/core/classify/category";
import { refuse } from "@/lib/core/upgrade/refusal";
import { isActive } from "@/lib/core/upgrade/upgrade";
import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerJson, readCount } from "@/lib/server/review/answer";
import { type FirstRowsOf, loadComingRows } from "@/lib/server/review/first-rows";
import type { ComingSnapshot } from "@/lib/services/coming-snapshot";
import { foldUpgrade } from "@/lib/services/fold-upgrade";

/** How long an answer is held back while nothing new is sorted. */
const WAIT_MS = 5_000;
/** How long it is held back for the first lines, while files of other buckets are sorted. */
const WAIT_FOR_LINES_MS = 500;

/** How far the snapshot is that is being taken, and the first lines of a bucket in it. */
export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const bucket = searchParams.get("bucket");
  const placement = placementSchema.safeParse(bucket);
  if (bucket !== null && !placement.success) throw new BadRequest(`Expected a bucket: ${placementSchema.options.join(", ")}.`);
  const seen = readCount(searchParams.get("seen") ?? "0", "how many sorted files were seen");
  const { upgrade } = await foldUpgrade(container().log, upgradeId);
  if (!upgrade) return respond(refuse("not-found", "There is no such upgrade."), () => ({}));
  const isTaken = upgrade.attempts.some((attempt) => attempt.job.action.type === "snapshot" && isActive(attempt));
  if (!isTaken) return answerJson({ coming: null } satisfies ComingAnswer);
  const coming = await container().intake.follow(upgradeId, seen, AbortSignal.any([request.signal, AbortSignal.timeout(WAIT_MS)]));
  if (coming === null) return answerJson({ coming: null } satisfies ComingAnswer);
  const first = placement.success ? await waitForRows(request, coming, { placement: placement.data, assignments: upgrade.assignments }) : null;
  return answerJson({ coming: { jobId: coming.jobId, files: coming.files(), hunks: { ...coming.hunks() }, first } } satisfies ComingAnswer);
});

/** The first lines as soon as there are some; null when that takes long. */
async function waitForRows(request: Request, coming: ComingSnapshot, of: Pick<FirstRowsOf, "placement" | "assignments">): Promise<FirstRows | null> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(WAIT_FOR_LINES_MS)]);
  for (;;) {
    const { sorted } = coming.files();
    const first = await loadComingRows(coming, of, PIECE_ROWS);
    if (first !== null || signal.aborted) return first;
    await container().intake.follow(coming.upgradeId, sorted, signal);
  }
}
