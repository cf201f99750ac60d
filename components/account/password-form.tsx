"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { useAuth } from "@/lib/browser/queries/account";
import { useMe } from "@/lib/browser/providers";
import { newPasswordSchema, PASSWORD_HINT } from "./new-password";

const changeSchema = z.object({ currentPassword: z.string().min(1, "Type the password you have now"), newPassword: newPasswordSchema });

/** Changes the password; every other session of mine ends with it. */
export function PasswordForm() {
  const me = useMe();
  const { send, answer, busy } = useAuth("change-password");
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(changeSchema),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const { errors } = formState;
  const isWrong = answer?.ok === false && answer.code === "wrong";
  const submit = (input: z.infer<typeof changeSchema>) => {
    send({ ...input, revokeOtherSessions: true }, { onSuccess: (given) => given.ok && reset() });
  };
  return (
    <form className="grid gap-3" aria-label="Change password" onSubmit={(event) => void handleSubmit(submit)(event)} noValidate>
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      <Field label="Current password" error={errors.currentPassword?.message ?? (isWrong && answer.message)}>
        <Input {...register("currentPassword")} type="password" autoComplete="current-password" />
      </Field>
      <Field label="New password" hint={PASSWORD_HINT} error={errors.newPassword?.message}>
        <Input {...register("newPassword")} type="password" autoComplete="new-password" />
      </Field>
      <div role="status" className="contents">
        {answer?.ok === true && <Note status="done">The password was changed. You were signed out everywhere else.</Note>}
        {answer?.ok === false && !isWrong && <Note status="failed">{answer.message}</Note>}
      </div>
      <div>
        <Button type="submit" busy={busy}>
          Change the password
        </Button>
      </div>
    </form>
  );
}
