import { Note } from "@/components/ui/note";
import { Skeleton } from "@/components/ui/skeleton";
import type { useApps } from "@/lib/browser/queries/fleet";

export type LockedVersionProps = { apps: ReturnType<typeof useApps>; appId: string; library: string };

/** What the checkout has now, as the agent sees it, or why that is not known. */
export function LockedVersion({ apps, appId, library }: LockedVersionProps) {
  if (apps.isPending) return <Skeleton label="Reading the checkout" lines={1} />;
  const app = apps.data?.apps.find(({ id }) => id === appId);
  if (!app?.checkout) {
    return <Note status="interrupted">The checkout could not be read, so it cannot be told which lane fits. {app?.problem ?? apps.error?.message}</Note>;
  }
  const { lockedVersion, branch, clean, changedCount } = app.checkout;
  return (
    <p className="q2">
      {lockedVersion === null ? (
        `${library} is not in mix.lock`
      ) : (
        <>
          Now on {library} {lockedVersion}
        </>
      )}
      , branch <code>{branch ?? "none, HEAD is detached"}</code>,{" "}
      {clean ? "nothing uncommitted" : `${changedCount} uncommitted ${changedCount === 1 ? "path" : "paths"}`}.
    </p>
  );
}
