import type { Sealing } from "@/lib/contract/agent-api";

/** How a gated attempt was kept to what was signed, in a sentence or two. */
export function describeSealing(sealing: Sealing | null): string {
  if (!sealing) return "The agent compares the tree itself before it starts.";
  if (sealing.mode === "checked") return `Checked before and after, not sealed. ${sealing.reason}`;
  return ["Sealed: it runs from the agent's own copy of the signed tree, so that an edit in the checkout changes nothing.", ...describeRest(sealing)].join(" ");
}

function describeRest({ fromArchive, fromCommit, asSigned, files, state }: Extract<Sealing, { mode: "sealed" }>): readonly string[] {
  const total = fromArchive + fromCommit + asSigned;
  return [
    ...(total > 0
      ? [
          `Of ${total} ${total === 1 ? "dependency" : "dependencies"}, ${fromArchive} from the archives and ${fromCommit} from the commits that mix.lock names, ${asSigned} as they were at the signed snapshot.`,
        ]
      : []),
    ...(files.length > 0 ? [`From the operator: ${files.join(", ")}.`] : []),
    ...(state.length > 0 ? [`Shared with the checkout, as the app's own data: ${state.join(", ")}.`] : []),
  ];
}
