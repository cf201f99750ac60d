import type { ShownLine } from "@/lib/core/review/view-shown-lines";

/** The class and the sign of a line: edge and sign say what the colour says. */
export const ROW_LOOK: Record<ShownLine["kind"], { readonly className: string; readonly sign: string }> = {
  context: { className: "ctx", sign: "" },
  added: { className: "add", sign: "+" },
  removed: { className: "del", sign: "−" },
};
