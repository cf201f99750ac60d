import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPatchOfLines, aRawChange } from "./a-patch";
import type { Hunk } from "./change";
import { createHunkIdentifier } from "./identify-hunk";
import type { RawChange } from "./parse-raw-diff";
import { scanFilePatch } from "./scan-file-patch";
import { toHunks } from "./to-hunks";

/** Generated cases per property; `TRIALS=5000` searches longer. */
const RUNS = Number(process.env.TRIALS ?? 60);
const TIMEOUT_MS = 600_000;
const HARBOR = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };
const SHOP = { otpApp: "shop", baseModule: "Shop", webFolder: "lib/shop_web" };
const ROUTER = aRawChange({ path: "lib/harbor_web/router.ex" });

const word = fc.stringMatching(/^[a-z]{1,8}$/);
/** Lines that nothing else in a case can be. */
const code = fc.array(word, { minLength: 1, maxLength: 5 });
const context = fc.array(word, { maxLength: 6 });
const stamp = fc.stringMatching(/^20[0-9]{12}$/);
const sign = fc.constantFrom("+", "-");
const pipelines = fc.uniqueArray(word, { maxLength: 3 });

describe("what must keep the identity of a hunk", () => {
  holds("a rerun that gives a migration a new timestamp", [stamp, stamp, word, code], (first, second, name, lines) => {
    const idAt = (time: string) =>
      only(
        hunks(
          lines.map((line) => `+${line}`),
          added(`priv/repo/migrations/${time}_${name}.exs`),
        ),
      ).id;

    expect(idAt(first)).toBe(idAt(second));
  });

  holds("host edits nearby and a shift down the file", [context, context, code], (before, after, changed) => {
    const around = (first: readonly string[], last: readonly string[]) =>
      only(hunks([...first.map((line) => `   ${line}`), ...changed.map((line) => `+  ${line}`), ...last.map((line) => `   ${line}`)])).id;

    expect(around(["z", ...before], after)).toBe(around([...after, "y", "z"], before));
  });

  holds("other hunks of the file, and their order", [code, code, code], (one, two, three) => {
    const blocks = [one, two, three].map((lines, at) => lines.map((line) => `+${line}${at}`));
    const idsOf = (order: readonly number[]) => hunks(order.flatMap((at) => [...(blocks[at] ?? []), " between"])).map(({ id }) => id);

    expect(idsOf([2, 0, 1]).toSorted()).toEqual(idsOf([0, 1, 2]).toSorted());
    expect(idsOf([0, 1, 2])).toContain(idsOf([1])[0]);
  });

  holds("the order of files", [code, code], (one, two) => {
    const files = [one, two].map((lines, at) => [aRawChange({ path: `lib/harbor/${at}.ex` }), aPatchOfLines(lines.map((line) => `+${line}`))] as const);
    const idsOf = (order: readonly number[]) => {
      const identifier = createHunkIdentifier(HARBOR);
      return order.flatMap((at) => (files[at] === undefined ? [] : hunksOf(...files[at], identifier))).map(({ id }) => id);
    };

    expect(idsOf([1, 0]).toReversed()).toEqual(idsOf([0, 1]));
  });

  holds("what stands in the block around it, its header apart", [word, context, context, code], (name, first, second, changed) => {
    const inScope = (others: readonly string[]) =>
      only(
        hunks(
          [` scope "/${name}", HarborWeb do`, ...others.map((line) => `   get "/${line}", X`), ...changed.map((line) => `+  get "/${line}", Y`), " end"],
          ROUTER,
        ),
      ).id;

    expect(inScope(first)).toBe(inScope(second));
  });
});

describe("what must change the identity of a hunk", () => {
  holds("every changed character, on either side", [code, fc.nat(), fc.nat(), sign], (lines, position, column, side) => {
    const at = position % lines.length;
    const changed = lines.map((line, index) => (index === at ? alter(line, column) : line));
    const idOf = (texts: readonly string[]) => only(hunks(texts.map((text) => side + text))).id;

    expect(idOf(lines)).not.toBe(idOf(changed));
  });

  holds("a line more, a line less, and lines in another order", [code, word, fc.nat(), sign], (lines, extra, position, side) => {
    const idOf = (texts: readonly string[]) => only(hunks(texts.map((text) => side + text))).id;
    const at = position % (lines.length + 1);
    const longer = [...lines.slice(0, at), extra, ...lines.slice(at)];
    const turned = longer.toReversed();

    expect(idOf(longer)).not.toBe(idOf(lines));
    if (turned.join("\n") !== longer.join("\n")) expect(idOf(turned)).not.toBe(idOf(longer));
  });

  holds("a line ending, and the last newline", [code, fc.nat(), sign], (lines, position, side) => {
    const at = position % lines.length;
    const marked = lines.map((line) => side + line);
    const ids = [marked, marked.map((line, index) => (index === at ? `${line}\r` : line)), [...marked, "\\ No newline at end of file"]].map(
      (texts) => only(hunks(texts)).id,
    );

    expect(new Set(ids).size).toBe(3);
  });

  holds("another scope, other pipelines, another live session", [word, word, pipelines, pipelines, code], (one, two, first, second, changed) => {
    const inScope = (path: string, through: readonly string[]) =>
      only(
        hunks(
          [
            ` scope "/${path}", HarborWeb do`,
            `   pipe_through [${through.map((name) => `:${name}`).join(", ")}]`,
            ...changed.map((line) => `+  get "/${line}", X`),
            " end",
          ],
          ROUTER,
        ),
      ).id;
    const inSession = (name: string) => only(hunks([` live_session :${name} do`, ...changed.map((line) => `+  live "/${line}", X`), " end"], ROUTER)).id;

    if (one !== two) expect(inScope(one, first)).not.toBe(inScope(two, first));
    if (one !== two) expect(inSession(one)).not.toBe(inSession(two));
    if (first.join() !== second.join()) expect(inScope(one, first)).not.toBe(inScope(one, second));
  });

  holds("another path, kind or mode", [word, word, code], (one, two, lines) => {
    const idOf = (change: RawChange) =>
      only(
        hunks(
          lines.map((line) => `+${line}`),
          change,
        ),
      ).id;
    const changes = [
      aRawChange({ path: `a/${one}` }),
      aRawChange({ path: `b/${two}` }),
      aRawChange({ path: `a/${one}`, kind: "added" }),
      aRawChange({ path: `a/${one}`, newMode: "100755" }),
      aRawChange({ path: `a/${one}`, oldPath: `c/${two}`, kind: "renamed" }),
    ];

    expect(new Set(changes.map(idOf)).size).toBe(changes.length);
  });

  holds("a place of its own for each repeat", [code, fc.integer({ min: 2, max: 6 })], (lines, times) => {
    const block = lines.map((line) => `+${line}`);
    const ids = hunks(Array.from({ length: times }, () => [...block, " between"]).flat()).map(({ id }) => id);

    expect(new Set(ids).size).toBe(times);
  });
});

describe("the fingerprint", () => {
  holds("is the same in another app, the id is not", [code], (lines) => {
    const idsIn = (names: typeof HARBOR) => {
      const change = aRawChange({ path: `${names.webFolder}/x.ex` });
      const texts = [`+alias ${names.baseModule}Web.UserAuth`, ...lines.map((line) => `+  ${line} :${names.otpApp}`)];
      return only(hunksOf(change, aPatchOfLines(texts), createHunkIdentifier(names)));
    };

    expect(idsIn(SHOP).fingerprint).toBe(idsIn(HARBOR).fingerprint);
    expect(idsIn(SHOP).id).not.toBe(idsIn(HARBOR).id);
  });
});

/** A property that must hold for every generated case. */
function holds<Values extends [unknown, ...unknown[]]>(
  what: string,
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...given: Values) => void,
): void {
  it(
    what,
    () =>
      fc.assert(
        fc.property(...values, (...given) => check(...(given as Values))),
        { numRuns: RUNS },
      ),
    TIMEOUT_MS,
  );
}

function alter(line: string, column: number): string {
  const at = column % line.length;
  return `${line.slice(0, at)}${line.charAt(at) === "x" ? "y" : "x"}${line.slice(at + 1)}`;
}

function hunks(lines: readonly string[], change = aRawChange()): readonly Hunk[] {
  return hunksOf(change, aPatchOfLines(lines));
}

function hunksOf(change: RawChange, patch: Uint8Array, identifier = createHunkIdentifier(HARBOR)): readonly Hunk[] {
  return toHunks(change, scanFilePatch(patch), identifier).map(({ hunk }) => hunk);
}

function only(found: readonly Hunk[]): Hunk {
  const [hunk] = found;
  if (hunk === undefined || found.length !== 1) throw new Error(`expected one hunk, came ${found.length}`);
  return hunk;
}

function added(path: string): RawChange {
  return aRawChange({ path, kind: "added" });
}
