import "server-only";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { PNG } from "pngjs";
import type { PngShape } from "@/lib/core/evidence/parse-png";
import { err, ok } from "@/lib/core/result";
import type { Pictures } from "@/lib/ports/pictures";

const inflateAsync = promisify(inflate);

/** Pictures drawn by pngjs, one at a time, after their data was seen to be as large as their header says. */
export function createPictures(): Pictures {
  let before: Promise<unknown> = Promise.resolve();
  return {
    redraw: (bytes, shape) => {
      const drawn = before.then(() => redraw(bytes, shape));
      before = drawn;
      return drawn;
    },
  };
}

async function redraw(bytes: Uint8Array, shape: PngShape) {
  const sealed = Buffer.concat(shape.chunks.filter(({ type }) => type === "IDAT").map(({ bytes: piece }) => piece));
  const raw = await inflateAsync(sealed, { maxOutputLength: shape.rawBytes + 1 }).catch(() => undefined);
  if (raw?.length !== shape.rawBytes) return err("its data is not as large as its header says");
  try {
    const picture = await new Promise<PNG>((resolve, reject) => {
      new PNG().parse(Buffer.from(bytes), (error, parsed) => (error ? reject(error) : resolve(parsed)));
    });
    return ok(await pack(picture));
  } catch (error) {
    return err(`it could not be drawn: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pack({ width, height, data }: PNG): Promise<Uint8Array> {
  // A new picture: what the old one carried beside its points does not come along.
  const drawn = new PNG({ width, height, colorType: 6, bitDepth: 8, filterType: 1 });
  data.copy(drawn.data);
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    drawn.on("data", (piece: Buffer) => pieces.push(piece));
    drawn.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
    drawn.on("error", reject);
    drawn.pack();
  });
}
