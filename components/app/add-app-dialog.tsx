"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { appPath } from "@/lib/browser/fleet/turn-path";
import { useAddApp, useApps, useCandidates } from "@/lib/browser/queries/fleet";
import { ADD_APP_FORM, AddAppForm } from "./add-app-form";
import { isAdded } from "./is-added";
import { LoadProblem } from "./load-problem";
import { NoCandidates } from "./no-candidates";

/** Puts a checkout under the dashboard's care: one the agent finds under its roots, nothing else. */
export function AddAppDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const apps = useApps();
  const found = useCandidates(true);
  const { mutate, isPending, refusal } = useAddApp();
  const knownIds = apps.data?.apps.map(({ id }) => id) ?? [];
  const canAdd = apps.data !== undefined && found.data?.candidates.some((candidate) => !isAdded(candidate, knownIds));

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add an app"
      description="Checkouts with a mix.exs that the agent finds under its roots. Adding one changes nothing in it."
      wide
      actions={
        <>
          <Button variant="quiet" keys="Escape" onClick={onClose}>
            Cancel
          </Button>
          <span className="grow" />
          {canAdd && (
            <Button type="submit" form={ADD_APP_FORM} variant="primary" busy={isPending}>
              Add the app
            </Button>
          )}
        </>
      }
    >
      {found.isPending && <Skeleton label="Asking the agent for checkouts" />}
      {found.isError && <LoadProblem what="The checkouts" error={found.error} onRetry={() => void found.refetch()} level={3} />}
      {found.data?.candidates.length === 0 && <NoCandidates roots={found.data.roots} />}
      {found.data && apps.isPending && <Skeleton label="Reading the apps" />}
      {found.data && apps.isError && <LoadProblem what="The apps" error={apps.error} onRetry={() => void apps.refetch()} level={3} />}
      {apps.data && found.data && found.data.candidates.length > 0 && (
        <AddAppForm
          candidates={found.data.candidates}
          knownIds={knownIds}
          refusal={refusal}
          onSubmit={(input) => mutate(input, { onSuccess: ({ id }) => router.push(appPath(id) as Route) })}
        />
      )}
    </Dialog>
  );
}
