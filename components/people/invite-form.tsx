"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { BrowserRefusal } from "@/lib/browser/send";
import { inviteSchema } from "@/lib/contract/dashboard-api";
import { RoleChoice } from "./role-choice";

export const INVITE_FORM = "invite";

export type InviteFormProps = { refusal: BrowserRefusal | null; onSubmit: (input: z.infer<typeof inviteSchema>) => void };

export function InviteForm({ refusal, onSubmit }: InviteFormProps) {
  const { register, control, handleSubmit, formState } = useForm({ resolver: zodResolver(inviteSchema), defaultValues: { name: "", email: "", roles: [] } });
  const { errors } = formState;
  return (
    <form id={INVITE_FORM} className="dialog-form" onSubmit={(event) => void handleSubmit(onSubmit)(event)} noValidate>
      <Field label="Name" error={errors.name && "Give a name, at most 200 characters"}>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label="E-mail" hint="They sign in with it, and commits under it count as theirs" error={errors.email && "Give an e-mail address"}>
        <Input {...register("email")} type="email" autoComplete="off" />
      </Field>
      <Controller
        control={control}
        name="roles"
        render={({ field: { value, onChange } }) => <RoleChoice roles={value} onChange={onChange} error={errors.roles && "Choose at least one role"} />}
      />
      <InlineRefusal refusal={refusal} />
    </form>
  );
}
