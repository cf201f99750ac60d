import { type HunkDetail, type Piece, PIECES_A_REQUEST, type Row, type RowsAnswer, toWant } from "@/lib/contract/review-api";

/** What is known of a piece: its rows, that it could not be read, or nothing yet. */
export type PieceState = { readonly status: "ready"; readonly rows: readonly Row[] } | { readonly status: "failed"; readonly message: string } | undefined;

/** Rows by piece, and what is said about hunks, as far as they are near what is read. */
export type PieceStore = {
  readonly get: (key: string) => PieceState;
  readonly detail: (hunk: number) => HunkDetail | undefined;
  /**
   * Says what is wanted now, the most urgent first: fetches what is missing, gives up what is no longer wanted.
   *
   * @param near how many of them are to be there now; the others are fetched along with one of these, or once nothing
   * else is under way, many at a time
   */
  readonly want: (pieces: readonly Piece[], near?: number) => void;
  /** How urgent a piece is: its place in what is wanted now; infinity when it is not. */
  readonly rankOf: (key: string) => number;
  /** Tries again what failed. */
  readonly retry: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};

export type LoadPieces = (pieces: readonly Piece[], signal: AbortSignal) => Promise<RowsAnswer>;

const MOST_REQUESTS = 3;
/** A first request has so many at least. */
const FIRST_PIECES = 6;
/** Of pieces that are further away, so many are fetched without one that is near. */
const FAR_PIECES = 12;
/** About what a row takes beside its text. */
const ROW_BYTES = 160;
const MOST_BYTES = 3 * 1_048_576;
const MOST_DETAILS = 1_500;

/** Name of a piece in the store. */
export function keyOf(piece: Piece): string {
  return toWant([piece]);
}

type Named = { readonly key: string; readonly piece: Piece };
type Request = { readonly pieces: readonly Named[]; readonly abort: AbortController };
type Kept = { readonly state: NonNullable<PieceState>; readonly bytes: number };

/** Keeps pieces of one snapshot in one layout, the most recently wanted up to a size. */
export function createPieceStore(load: LoadPieces, mostBytes = MOST_BYTES): PieceStore {
  const kept = new Map<string, Kept>();
  const details = new Map<number, HunkDetail>();
  const listeners = new Set<() => void>();
  const requests = new Set<Request>();
  const underWay = new Set<string>();
  let wanted: readonly Named[] = [];
  let nearCount = 0;
  let ranks: ReadonlyMap<string, number> = new Map();
  let bytes = 0;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  function keep(key: string, state: NonNullable<PieceState>): void {
    bytes -= kept.get(key)?.bytes ?? 0;
    const size = state.status === "ready" ? weigh(state.rows) : 0;
    kept.delete(key);
    kept.set(key, { state, bytes: size });
    bytes += size;
  }

  /** The least recently wanted go first, never what is wanted now. */
  function trim(): void {
    for (const [key, { bytes: size }] of kept) {
      if (bytes <= mostBytes) break;
      if (ranks.has(key)) continue;
      kept.delete(key);
      bytes -= size;
    }
    const hunks = new Set(wanted.map(({ piece }) => piece.hunk));
    for (const hunk of details.keys()) {
      if (details.size <= MOST_DETAILS) break;
      if (!hunks.has(hunk)) details.delete(hunk);
    }
  }

  function isMissing({ key, piece }: Named): boolean {
    if (underWay.has(key)) return false;
    const known = kept.get(key);
    return known === undefined || (known.state.status === "ready" && !details.has(piece.hunk));
  }

  function next(): void {
    while (requests.size < MOST_REQUESTS) {
      const near = wanted.slice(0, nearCount).filter(isMissing);
      const pieces =
        near.length >= PIECES_A_REQUEST ? near.slice(0, PIECES_A_REQUEST) : [...near, ...wanted.slice(nearCount).filter(isMissing)].slice(0, PIECES_A_REQUEST);
      if (near.length === 0) {
        if (requests.size === 0 && pieces.length >= FAR_PIECES) void fetchPieces(pieces);
        return;
      }
      // What is on screen does not wait for what is further: the first request is a small one.
      void fetchPieces(requests.size === 0 ? pieces.slice(0, Math.max(FIRST_PIECES, Math.ceil(Math.min(near.length, pieces.length) / 2))) : pieces);
    }
  }

  async function fetchPieces(pieces: readonly Named[]): Promise<void> {
    const request: Request = { pieces, abort: new AbortController() };
    requests.add(request);
    for (const { key } of pieces) underWay.add(key);
    try {
      const answer = await load(
        pieces.map(({ piece }) => piece),
        request.abort.signal,
      );
      for (const hunk of answer.hunks) {
        details.delete(hunk.hunk);
        details.set(hunk.hunk, hunk);
      }
      for (const { piece, rows } of answer.pieces) keep(keyOf(piece), { status: "ready", rows });
    } catch (error) {
      if (!request.abort.signal.aborted) {
        const message = error instanceof Error ? error.message : String(error);
        for (const { key } of pieces) keep(key, { status: "failed", message });
      }
    } finally {
      requests.delete(request);
      for (const { key } of pieces) underWay.delete(key);
      trim();
      tell();
      next();
    }
  }

  return {
    get: (key) => kept.get(key)?.state,
    detail: (hunk) => details.get(hunk),
    want(pieces, near = pieces.length) {
      wanted = pieces.map((piece) => ({ key: keyOf(piece), piece }));
      nearCount = near;
      ranks = new Map(wanted.map(({ key }, rank) => [key, rank]));
      for (const { key } of wanted) {
        const known = kept.get(key);
        if (!known) continue;
        kept.delete(key);
        kept.set(key, known);
      }
      for (const request of requests) if (!request.pieces.some(({ key }) => ranks.has(key))) request.abort.abort();
      next();
    },
    rankOf: (key) => ranks.get(key) ?? Number.POSITIVE_INFINITY,
    retry() {
      for (const [key, { state }] of kept) if (state.status === "failed") kept.delete(key);
      tell();
      next();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      wanted = [];
      for (const { abort } of requests) abort.abort();
    },
  };
}

function weigh(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + ROW_BYTES + 2 * textLength(row), 0);
}

function textLength(row: Row): number {
  if (typeof row[0] === "number") return String(row[3]).length;
  const [left, right] = row as readonly [readonly unknown[] | null, readonly unknown[] | null];
  return String(left?.[3] ?? "").length + String(right?.[3] ?? "").length;
}
