import type { AgentError } from "@/lib/contract/agent-api";

/** An expected "no" of the agent; `treeId` is the tree found when it was about content. */
export type Refusal = AgentError & { readonly treeId?: string };

/** Shorthand for a failed `Result` with a refusal in it. */
export function refuse(code: AgentError["code"], message: string, treeId?: string): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: treeId === undefined ? { code, message } : { code, message, treeId } };
}
