"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useChangePolicy } from "@/lib/browser/queries/policy";
import type { PolicyState } from "@/lib/contract/dashboard-api";
import { appPolicySchema } from "@/lib/core/people/policy";
import { PolicyPreview } from "./policy-preview";

const FORM = "policy";
const formSchema = z.object({ ...appPolicySchema.shape, reason: z.string().trim().max(4_000) });

const APPROVALS = [1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: count === 1 ? "1 approval" : `${count} approvals` }));
const FOUR_EYES = [
  { value: "auto", label: "On as soon as two reviewers exist" },
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
];

export type PolicyDialogProps = { appId: string; name: string; state: PolicyState; onClose: () => void };

/** Changes an app's policy, with what follows from it in sight. */
export function PolicyDialog({ appId, name, state, onClose }: PolicyDialogProps) {
  const { mutate, isPending, refusal } = useChangePolicy(appId);
  const { register, handleSubmit, watch, formState } = useForm({ resolver: zodResolver(formSchema), defaultValues: { ...state.policy, reason: "" } });
  const { errors } = formState;
  const shown = appPolicySchema.safeParse({ approvals: watch("approvals"), fourEyes: watch("fourEyes"), openedPercent: watch("openedPercent") });
  const submit = ({ reason, ...policy }: z.infer<typeof formSchema>) => {
    if (!isPending) mutate({ policy, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={`Policy of ${name}`}
      description="It holds from now on, also for the upgrade that is open, whose record says who changed it."
      actions={
        <DialogButtons form={FORM} onCancel={onClose} busy={isPending}>
          Set the policy
        </DialogButtons>
      }
    >
      <form id={FORM} className="dialog-form" onSubmit={(event) => void handleSubmit(submit)(event)} noValidate>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Approvals for each category" error={errors.approvals && "Choose 1 to 5"}>
            <Select options={APPROVALS} {...register("approvals", { valueAsNumber: true })} />
          </Field>
          <Field label="Four eyes" error={errors.fourEyes && "Choose one"}>
            <Select options={FOUR_EYES} {...register("fourEyes")} />
          </Field>
        </div>
        <Field
          label="Opened before signing, in percent"
          hint="Of the hunks of Schema and of Audit; 0 asks for nothing"
          error={errors.openedPercent && "Type a whole number from 0 to 100"}
        >
          <Input type="number" min={0} max={100} inputMode="numeric" {...register("openedPercent", { valueAsNumber: true })} />
        </Field>
        {shown.success && <PolicyPreview policy={shown.data} state={state} />}
        <Field label="Why (optional)" hint="It stands beside the change">
          <Textarea maxLength={4_000} {...register("reason")} />
        </Field>
        <InlineRefusal refusal={refusal} />
      </form>
    </Dialog>
  );
}
