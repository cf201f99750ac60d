"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PasskeySettings } from "@/lib/contract/agent-api";
import { CareNote } from "./care-note";
import { isHostOf, isLocalhost } from "./passkey-defaults";

/** The two settings that decide whether a passkey works at all, and the name people see. */
export function PasskeyHostFields() {
  const { register, watch, formState } = useFormContext<PasskeySettings>();
  const { errors } = formState;
  const [rpId, origin] = watch(["rpId", "origin"]);
  return (
    <div className="grid gap-3">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field
          label="rp_id"
          hint="The domain people see in the address bar, for example example.com. Passkeys are bound to it for good."
          error={errors.rpId && "A host name without scheme or port, such as example.com."}
        >
          <Input {...register("rpId")} autoComplete="off" autoCapitalize="none" spellCheck={false} aria-required />
        </Field>
        <Field
          label="origin"
          hint="Scheme, host and port, for example https://example.com."
          error={errors.origin && "Scheme, host and port only, such as https://example.com."}
        >
          <Input {...register("origin")} inputMode="url" autoComplete="off" autoCapitalize="none" spellCheck={false} aria-required />
        </Field>
        <Field label="rp_name" hint="Shown to people when they make a passkey." error={errors.rpName && "A name without quotes, backslashes or #."}>
          <Input {...register("rpName")} autoComplete="off" />
        </Field>
      </div>
      <div role="status" className="grid gap-2 empty:hidden">
        {(isLocalhost(rpId) || isLocalhost(origin)) && (
          <CareNote title="localhost works on your own machine only.">
            A passkey made under it is worthless anywhere else, and the review will show it as unmet. Use your real host names.
          </CareNote>
        )}
        {!isHostOf(origin, rpId) && (
          <CareNote title="The host of origin is not within rp_id.">Browsers refuse passkeys there: it has to be rp_id itself or a host below it.</CareNote>
        )}
      </div>
    </div>
  );
}
