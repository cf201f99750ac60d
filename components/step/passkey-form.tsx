"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm } from "react-hook-form";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { passkeySettingsSchema } from "@/lib/contract/agent-api";
import { ActRefusal } from "./act-refusal";
import { passkeyDefaults } from "./passkey-defaults";
import { PasskeyHostFields } from "./passkey-host-fields";
import { PasskeyOtherFields } from "./passkey-other-fields";
import type { StepOf } from "./step-kinds";
import { useRun } from "./use-run";
import { useStepTurn } from "./use-step-turn";

export type PasskeyFormProps = { step: StepOf<"edit"> };

export function PasskeyForm({ step }: PasskeyFormProps) {
  const { upgrade, stops } = useUpgradeView();
  const { act, start } = useRun(step);
  const { variant } = useStepTurn(step);
  const form = useForm({ resolver: zodResolver(passkeySettingsSchema), defaultValues: passkeyDefaults(upgrade.app.name), mode: "onTouched" });

  return (
    <>
      <ActRefusal act={act} title="The passkey settings were not written" />
      <Box title="Passkey settings" note="The guide's values, except for the two hosts" padded>
        <FormProvider {...form}>
          <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((passkeys) => start({ passkeys }))}>
            <PasskeyHostFields />
            <PasskeyOtherFields />
            <div>
              <Button type="submit" variant={variant} busy={act.busy} disabledReason={stops.run(step)?.reason}>
                Write the settings
              </Button>
            </div>
          </form>
        </FormProvider>
      </Box>
    </>
  );
}
