"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { askAuth, type Invitation } from "@/lib/browser/queries/account";
import { type BrowserRefusal, send } from "@/lib/browser/send";
import { ROLE_TEXT } from "@/lib/core/people/person";
import { newPasswordSchema, PASSWORD_HINT } from "./new-password";

const acceptSchema = z.object({
  name: z.string().trim().min(1, "Type the name others see beside what you do").max(200),
  email: z.email("Type the e-mail address you will sign in with").max(320),
  password: newPasswordSchema,
});
const acceptedSchema = z.object({ email: z.string() });

export type AcceptFormProps = { token: string; invitation: Invitation };

/** Takes an invitation: a name, a password and, for the first administrator, an e-mail address. */
export function AcceptForm({ token, invitation }: AcceptFormProps) {
  const [refusal, setRefusal] = useState<BrowserRefusal | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(acceptSchema),
    defaultValues: { name: invitation.name ?? "", email: invitation.email ?? "", password: "" },
  });
  const { errors, isSubmitting } = formState;
  const isFirst = invitation.email === null;

  const submit = async (input: z.infer<typeof acceptSchema>) => {
    setRefusal(null);
    const accepted = await send(acceptedSchema, "/api/invitations/accept", { body: { token, ...input } });
    if (!accepted.ok) return setRefusal(accepted.error);
    const signedIn = await askAuth("sign-in/email", { email: accepted.value.email, password: input.password });
    window.location.assign(signedIn.ok ? "/" : "/sign-in");
  };

  return (
    <form className="frame form" aria-labelledby="accept" onSubmit={(event) => void handleSubmit(submit)(event)} noValidate>
      <h1 id="accept">{isFirst ? "Create the first administrator" : "Accept the invitation"}</h1>
      <p className="q2 small">
        You will be {invitation.roles.map((role) => ROLE_TEXT[role].title).join(", ")}. The link works once, until <Time at={invitation.expiresAt} />.
      </p>
      <Field label="Name" hint="Others see it beside what you do" error={errors.name?.message}>
        <Input {...register("name")} autoComplete="name" />
      </Field>
      <Field label="E-mail" hint={isFirst ? "You sign in with it" : "You sign in with it; the invitation fixes it"} error={errors.email?.message}>
        <Input {...register("email")} type="email" autoComplete="username" readOnly={!isFirst} />
      </Field>
      <Field label="Password" hint={PASSWORD_HINT} error={errors.password?.message}>
        <Input {...register("password")} type="password" autoComplete="new-password" />
      </Field>
      <InlineRefusal refusal={refusal} />
      <Button type="submit" variant="primary" size="lg" block busy={isSubmitting}>
        Create the account and sign in
      </Button>
    </form>
  );
}
