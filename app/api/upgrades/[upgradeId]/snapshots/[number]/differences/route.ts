import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readBucketPlace, readCount, type SnapshotParams } from "@/lib/server/review/answer";
import { readDifferencesSince } from "@/lib/services/review/read-bucket";

/** In what a bucket differs from what a sign-off covered (`since`), or from another snapshot (`from`). */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const [since, from] = [searchParams.get("since"), searchParams.get("from")];
  if ((since === null) === (from === null))
    throw new BadRequest("Expected either since, the number of a sign-off's record, or from, the number of a snapshot.");
  const held = since === null ? { snapshot: readCount(from, "a snapshot's number") } : { signOff: readCount(since, "the number of a record") };
  return respond(await readDifferencesSince(container(), readBucketPlace(request, params), held), (differences) => differences);
});
