import type { CommentDraft } from "@/lib/contract/comments-api";
import type { UpgradeCommand } from "@/lib/contract/commands";
import { findMentions } from "@/lib/core/comment/mention";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decidePublish, type NewComment } from "@/lib/core/upgrade/decide/publish-comments";
import { decideRequestChanges } from "@/lib/core/upgrade/decide/sign-off";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { Drafts } from "@/lib/ports/drafts";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { People } from "@/lib/ports/people";
import type { PublishedDrafts } from "@/lib/ports/upgrade-log";
import { approveBucket } from "./approve-bucket";
import { readPlace } from "./read-threads";
import { requirePermission } from "./require-permission";
import type { ReviewReader } from "./review/review-reader";

type Deps = {
  readonly blobs: BlobStore;
  readonly review: ReviewReader;
  readonly marks: OpenedMarks;
  readonly drafts: Drafts;
  readonly people: People;
  readonly newId: () => string;
};
type PublishComments = Extract<UpgradeCommand, { type: "publish-comments" }>;

/**
 * Publishes drafts of one person, all or none, with a decision on a bucket when there is one.
 *
 * @param onPublish told which drafts the decision publishes, so that they are removed with it
 */
export async function publishComments(
  deps: Deps,
  upgrade: Upgrade,
  person: Person,
  { draftIds, decision }: PublishComments,
  onPublish: (published: PublishedDrafts) => void,
): Promise<Decision> {
  const owner = { personId: person.id, upgradeId: upgrade.id };
  const drafts = await deps.drafts.list(owner);
  const people = await deps.people.list();
  const wanted = [...new Set(draftIds)];
  const comments: NewComment[] = [];
  const versions: { id: string; version: number }[] = [];
  for (const draftId of wanted) {
    const draft = drafts.find(({ id }) => id === draftId);
    if (!draft) return refuse("not-found", "A draft is not there any more: it was published or discarded elsewhere. Nothing was published now.");
    const comment = await toComment(deps, upgrade, draft, people);
    if (!comment.ok) return comment;
    comments.push(comment.value);
    versions.push({ id: draft.id, version: draft.version });
  }
  const published = decidePublish(upgrade, person, comments);
  if (!published.ok) return published;
  const decided = decision ? await decide(deps, upgrade, person, decision) : ok([]);
  if (!decided.ok) return decided;
  onPublish({ owner, drafts: versions });
  return ok([...published.value, ...decided.value]);
}

async function toComment(
  { blobs, review, newId }: Deps,
  upgrade: Upgrade,
  draft: CommentDraft,
  people: readonly Person[],
): Promise<Result<NewComment, Refusal>> {
  const { target, body, mustFix } = draft;
  const words = { commentId: newId(), body, mentions: findMentions(body, people), mustFix };
  if (target.type === "thread") return ok({ ...words, target });
  const place = await readPlace({ blobs, review }, upgrade, target.place);
  return place.ok ? ok({ ...words, target: { type: "place", threadId: newId(), place: place.value } }) : place;
}

async function decide(deps: Deps, upgrade: Upgrade, person: Person, decision: NonNullable<PublishComments["decision"]>): Promise<Decision> {
  const allowed = requirePermission(person, "bucket.sign");
  if (!allowed.ok) return allowed;
  return decision.type === "approve" ? approveBucket(deps, upgrade, person, decision) : decideRequestChanges(upgrade, person, decision);
}
