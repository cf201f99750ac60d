import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { Flag, Label, Placement } from "../category";
import type { CorpusHost } from "./hosts";

/** One hunk with what a careful reviewer says of it. */
export type CorpusCase = {
  /** What is shown, as an object of "a reviewer puts … under …". */
  readonly what: string;
  readonly host: CorpusHost;
  readonly path: string;
  /** The file's patch: lines that start with ` `, `+` or `-`; empty for a change without lines. */
  readonly patch: string;
  readonly change?: Partial<Omit<RawChange, "path">>;
  readonly category: Placement;
  readonly labels?: readonly Label[];
  readonly supporting?: true;
  readonly flags?: readonly Flag[];
};
