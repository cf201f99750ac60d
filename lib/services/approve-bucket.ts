import type { UpgradeCommand } from "@/lib/contract/commands";
import type { Coverage } from "@/lib/contract/dashboard-api";
import type { Person } from "@/lib/core/people/person";
import { sha256Hex } from "@/lib/core/digest";
import { listUnmet } from "@/lib/core/review/bucket";
import { listHunkIds, listPlaced } from "@/lib/core/review/placed";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideApprove } from "@/lib/core/upgrade/decide/sign-off";
import { refuse } from "@/lib/core/upgrade/refusal";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import { openSnapshot } from "./read-snapshot";

type Deps = { readonly blobs: BlobStore; readonly marks: OpenedMarks };

/** Approves a bucket and keeps which hunks it covers and which of them the reviewer had opened. */
export async function approveBucket(
  { blobs, marks }: Deps,
  upgrade: Upgrade,
  person: Person,
  command: Extract<UpgradeCommand, { type: "approve" }>,
): Promise<Decision> {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return refuse("no-snapshot", "There is no snapshot yet, so nothing to sign.");
  const stored = await openSnapshot(blobs, snapshot.indexBlob);
  const hunkIds = [...listHunkIds(listPlaced(stored), upgrade.assignments, command.category)].sort();
  const opened = [...(await marks.list(person.id, new Set(hunkIds))).keys()].sort();
  const accepted = upgrade.accepted.map(({ expectationId }) => expectationId);
  const expectations = listUnmet(snapshot, command.category)
    .map(({ id }) => id)
    .filter((id) => accepted.includes(id))
    .sort();
  const coverage: Coverage = { hunkIds, opened, expectations };
  const bytes = new TextEncoder().encode(JSON.stringify(coverage));
  const decision = decideApprove(upgrade, person, { ...command, hunks: hunkIds.length, opened: opened.length, coverageBlob: sha256Hex(bytes) });
  if (decision.ok) await blobs.put(bytes);
  return decision;
}
