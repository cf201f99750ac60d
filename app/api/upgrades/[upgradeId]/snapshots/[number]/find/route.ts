import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readBucketPlace, type SnapshotParams } from "@/lib/server/review/answer";
import { findInBucket } from "@/lib/services/review/read-bucket";

const LONGEST_QUERY = 200;

/** Where a text stands in a bucket; the search ends when nobody waits for it. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const text = new URL(request.url).searchParams.get("q") ?? "";
  if (text === "" || text.length > LONGEST_QUERY || /[\r\n]/.test(text))
    throw new BadRequest(`Expected a text of 1 to ${LONGEST_QUERY} characters in one line.`);
  return respond(await findInBucket(container(), readBucketPlace(request, params), text, request.signal), (found) => found);
});
