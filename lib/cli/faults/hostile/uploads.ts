import { deflateSync } from "node:zlib";
import type { Random } from "@/lib/core/diff/create-random";
import { MOST_TEXT_BYTES } from "@/lib/core/evidence/evidence";
import { parsePng } from "@/lib/core/evidence/parse-png";
import type { Person } from "@/lib/core/people/person";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { createPictures } from "@/lib/server/evidence/pictures";
import { addEvidence } from "@/lib/services/add-evidence";
import { aChunk, aPng } from "@/lib/testing/a-png";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { createMemoryUpgradeLog } from "@/lib/testing/memory-ports/memory-upgrade-log";
import { createReviewedUpgrade } from "../reviewed-upgrade";
import { orRefused, type Target } from "./target";
import { hostileText, mutateBytes, pick } from "./values";

const TESTER: Person = { id: "qa", name: "qa", email: "qa@example.test", roles: ["qa"] };
const SIGNATURE = 8;
const OTHERS = ["GIF89a\u0001\0", "%PDF-1.7\n", "PK\u0003\u0004", "<svg onload=alert(1)>", "\xff\xd8\xff\xe0"].map((text) => Buffer.from(text, "latin1"));

/** Pictures and texts that are none, or more than they say: refused, or stored as a bare picture of their own size. */
export async function createUploads(): Promise<Target> {
  const uploads = createMemoryBlobStore();
  const log = createMemoryUpgradeLog();
  const { records, upgrade } = createReviewedUpgrade("uploads");
  await log.append(records, toProjection(upgrade));
  const deps = { uploads, log, pictures: createPictures() };
  return {
    name: "uploads",
    make: (random) => {
      const given = makeUpload(random);
      return async () => {
        const stored = await orRefused(() => addEvidence(deps, TESTER, "uploads", given));
        if (!stored?.ok || stored.value.type !== "image/png") return undefined;
        const drawn = parsePng(await uploads.get(stored.value.blob));
        if (!drawn.ok) return `a stored picture is none: ${drawn.error}`;
        const more = drawn.value.chunks.find(({ type }) => !["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].includes(type));
        return more ? `a stored picture carries ${more.type}` : undefined;
      };
    },
  };
}

/** One file as somebody may send it. */
export function makeUpload(random: Random): Uint8Array {
  const png = makePicture(random);
  switch (random(9)) {
    case 0:
      return mutateBytes(random, png, OTHERS);
    case 1:
      return Buffer.concat([pick(random, OTHERS), png]);
    case 2:
      return Buffer.concat([png, pick(random, OTHERS), Buffer.alloc(random(500))]);
    case 3:
      return Buffer.from(random(2) === 0 ? hostileText(random) : hostileText(random).repeat(1 + random(50)));
    case 4:
      return Buffer.from(Array.from({ length: random(400) }, () => random(256)));
    case 5:
      return random(10) > 0 ? Buffer.from("a\0b".repeat(random(40))) : Buffer.alloc(MOST_TEXT_BYTES + random(3) - 1, "a");
    default:
      return png;
  }
}

/** A picture whose checksums are right and whose header, pieces and data may be anything. */
function makePicture(random: Random): Buffer {
  const width = pick(random, [0, 1, 4, 4, 4, 16, 300, 4_096, 4_097, 60_000, 2 ** 31]);
  const height = pick(random, [0, 1, 4, 4, 4, 16, 300, 1_400, 4_097]);
  const colour = pick(random, [0, 2, 3, 4, 6, 6, 6, 5, 255]);
  const depth = pick(random, [1, 2, 4, 8, 8, 8, 16, 3, 0]);
  const channels = ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as Readonly<Record<number, number>>)[colour] ?? 4;
  const size = Math.min(height * (1 + Math.ceil((width * channels * depth) / 8)), 30_000_000) + pick(random, [0, 0, 0, 0, 1, -1, 1_000, 2_000_000]);
  const header = Buffer.from(aPng({ header: { width: 4, height: 4, colour } }).subarray(SIGNATURE + 8, SIGNATURE + 21));
  header.writeUInt32BE(width >>> 0, 0);
  header.writeUInt32BE(height >>> 0, 4);
  header[8] = depth;
  header[12] = random(6) === 0 ? random(3) : 0;
  const raw = Buffer.alloc(Math.max(0, size), random(4) === 0 ? random(256) : 0);
  const data = random(8) === 0 ? mutateBytes(random, deflateSync(raw), []) : deflateSync(raw);
  const chunks = [aChunk("IHDR", header)];
  if (colour === 3 || random(12) === 0) chunks.push(aChunk("PLTE", Buffer.alloc(pick(random, [0, 1, 3, 6, 768, 771]), 9)));
  if (random(10) === 0) chunks.push(aChunk("tRNS", Buffer.alloc(random(8))));
  if (random(8) === 0) chunks.push(aChunk(pick(random, ["tEXt", "iCCP", "acTL", "EVIL", "a b!", "zTXt"]), Buffer.from(hostileText(random))));
  const cut = random(6) === 0 ? random(data.length + 1) : data.length;
  chunks.push(aChunk("IDAT", data.subarray(0, cut)));
  if (cut < data.length) chunks.push(aChunk("IDAT", data.subarray(cut)));
  chunks.push(aChunk("IEND", Buffer.alloc(random(20) === 0 ? 3 : 0)));
  if (random(15) === 0) chunks.reverse();
  return Buffer.concat([aPng().subarray(0, SIGNATURE), ...chunks]);
}
