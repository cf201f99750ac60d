import { withArticle } from "@/lib/browser/upgrade/stops";
import type { UpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { joinOr } from "@/lib/core/join-words";
import { ROLE_TEXT } from "@/lib/core/people/person";

/** The title of the next action, and who that is or what comes after. */
export function describeNext(view: UpgradeView): { readonly title: string; readonly detail: string | undefined } {
  const { next, isMine, people, upgrade } = view;
  if (next.kind === "nobody") return { title: "Nothing is left to do", detail: undefined };
  if (next.kind === "running") return { title: "Nothing to do while this runs", detail: describeAfter(view) };
  const able = people.filter(({ roles }) => roles.some((role) => next.roles.includes(role))).map(({ name }) => name);
  if (isMine) {
    const others = (next.people.length > 0 ? next.people : able).filter((name) => name !== view.me.name);
    return { title: "Your turn", detail: others.length > 0 ? `${joinOr(others)} can do it too.` : undefined };
  }
  if (next.people.length > 0) return { title: `Waits for ${joinOr(next.people)}`, detail: undefined };
  const roles = joinOr(next.roles.map((role) => withArticle(ROLE_TEXT[role].title)));
  return { title: `Waits for ${roles}`, detail: able.length > 0 ? `That is ${joinOr(able)}.` : `Nobody has that role at ${upgrade.app.name} yet.` };
}

/** What follows when the running step has ended well. */
function describeAfter({ upgrade, next, statusOf }: UpgradeView): string | undefined {
  const running = upgrade.lane.steps.findIndex(({ id }) => id === next.stepId);
  const after = upgrade.lane.steps.slice(running + 1).find((step) => !step.optional && ["todo", "waiting"].includes(statusOf(step)));
  return after && `When it ends: ${after.title}.`;
}
