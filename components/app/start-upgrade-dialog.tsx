"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { Note } from "@/components/ui/note";
import { useMe } from "@/lib/browser/providers";
import { useApps, useStartUpgrade } from "@/lib/browser/queries/fleet";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { rolesOf } from "@/lib/browser/upgrade/stops";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { type LaneChoice, laneMismatch } from "@/lib/core/fleet/lane-choice";
import { canDo } from "@/lib/core/people/permission";
import { LaneOption } from "./lane-option";
import { LockedVersion } from "./locked-version";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { StandInChip } from "./stand-in-chip";

export type StartUpgradeDialogProps = { app: FleetRow["app"]; lanes: readonly LaneChoice[]; onClose: () => void };

const FORM = "start-upgrade";

/** Chooses a lane for an app and starts. A lane that does not fit can be chosen, but not without being told. */
export function StartUpgradeDialog({ app, lanes, onClose }: StartUpgradeDialogProps) {
  const router = useRouter();
  const isAllowed = canDo(useMe(), "upgrade.start");
  const apps = useApps();
  const { mutate, isPending, refusal } = useStartUpgrade();
  const checkout = apps.data?.apps.find(({ id }) => id === app.id)?.checkout ?? null;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const fitting = checkout === null ? undefined : lanes.find((lane) => laneMismatch(lane, checkout.lockedVersion) === null);
  const lane = lanes.find(({ id }) => id === chosenId) ?? fitting;
  const mismatch = lane && checkout ? laneMismatch(lane, checkout.lockedVersion) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lane && isAllowed && !isPending)
      mutate({ appId: app.id, laneId: lane.id }, { onSuccess: ({ upgradeId }) => router.push(upgradePath(upgradeId) as Route) });
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Start an upgrade of ${app.name}`}
      description="Nothing runs yet: the upgrade opens at its first step."
      wide
      actions={
        <DialogButtons
          form={FORM}
          onCancel={onClose}
          busy={isPending}
          disabledReason={isAllowed ? !lane && "Choose a lane" : `Only ${rolesOf("upgrade.start")} can start one`}
        >
          {lane ? `Start ${lane.shortTitle}` : "Start"}
        </DialogButtons>
      }
    >
      <form id={FORM} className="dialog-form" onSubmit={submit}>
        <StandInChip standIn={app.standIn} />
        <LockedVersion apps={apps} appId={app.id} library={lane?.library ?? lanes[0]?.library ?? "the library"} />
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-12 font-medium">Lane</legend>
          {lanes.map((option) => (
            <LaneOption key={option.id} lane={option} checked={option.id === lane?.id} onChoose={() => setChosenId(option.id)} />
          ))}
        </fieldset>
        {mismatch && <Note status="outdated">{mismatch} You can start all the same; the first step compares versions again.</Note>}
        <InlineRefusal refusal={refusal} />
      </form>
    </Dialog>
  );
}
