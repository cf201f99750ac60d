"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PasskeySettings } from "@/lib/contract/agent-api";

const ATTESTATIONS = ["none", "indirect", "direct", "enterprise"].map((value) => ({ value, label: value }));
const VERIFICATIONS = ["required", "preferred", "discouraged"].map((value) => ({ value, label: value }));

/** The settings for which the guide's value usually fits. */
export function PasskeyOtherFields() {
  const { register, formState } = useFormContext<PasskeySettings>();
  const { errors } = formState;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Field label="timeout_ms" hint="How long a person has for one ceremony." error={errors.timeoutMs && "A whole number from 1,000 to 600,000."}>
        <Input {...register("timeoutMs", { valueAsNumber: true })} type="number" inputMode="numeric" step={1_000} />
      </Field>
      <Field label="attestation" error={errors.attestation && "One of the four."}>
        <Select {...register("attestation")} options={ATTESTATIONS} />
      </Field>
      <Field label="user_verification" error={errors.userVerification && "One of the three."}>
        <Select {...register("userVerification")} options={VERIFICATIONS} />
      </Field>
      <Field
        label="ceremony_rate_limit: limit"
        hint="Ceremonies one person may begin within the window."
        error={errors.ceremonyRateLimit?.limit && "A whole number from 1 to 10,000."}
      >
        <Input {...register("ceremonyRateLimit.limit", { valueAsNumber: true })} type="number" inputMode="numeric" />
      </Field>
      <Field label="ceremony_rate_limit: window_ms" error={errors.ceremonyRateLimit?.windowMs && "A whole number from 1,000 to 86,400,000."}>
        <Input {...register("ceremonyRateLimit.windowMs", { valueAsNumber: true })} type="number" inputMode="numeric" step={1_000} />
      </Field>
      <Checkbox
        {...register("passkeyPrimaryEnabled")}
        label="passkey_primary_enabled"
        hint="Offers the passkey first; password and magic link stay beside it."
        className="sm:mt-6"
      />
    </div>
  );
}
