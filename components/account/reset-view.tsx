"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { type BrowserRefusal, send } from "@/lib/browser/send";
import { passwordResetSchema } from "@/lib/contract/account-api";
import { newPasswordSchema, PASSWORD_HINT } from "./new-password";

type Reset = z.infer<typeof passwordResetSchema>;

/** A new password by a one-time link, for whoever holds it. */
export function ResetView({ token }: { token: string }) {
  const [found, setFound] = useState<Reset | BrowserRefusal | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    send(passwordResetSchema, `/api/password-resets/${encodeURIComponent(token)}`, { signal: controller.signal })
      .then((answer) => setFound(answer.ok ? answer.value : answer.error))
      .catch(() => undefined);
    return () => controller.abort();
  }, [token]);
  if (found === null) return <Skeleton label="Reading the link" lines={3} />;
  if ("name" in found) return <ResetForm token={token} reset={found} />;
  return (
    <Empty framed level={1} title="This link does not work" actions={<ButtonLink href="/sign-in">Go to sign-in</ButtonLink>}>
      <p>{found.message}</p>
    </Empty>
  );
}

const formSchema = z.object({ password: newPasswordSchema });

function ResetForm({ token, reset }: { token: string; reset: Reset }) {
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(formSchema), defaultValues: { password: "" } });
  const [refusal, setRefusal] = useState<BrowserRefusal | null>(null);
  const submit = async ({ password }: z.infer<typeof formSchema>) => {
    setRefusal(null);
    const answer = await send(z.object({}), "/api/password-resets", { body: { token, password } });
    if (answer.ok) window.location.assign("/sign-in");
    else setRefusal(answer.error);
  };
  return (
    <form className="frame form" aria-labelledby="reset" onSubmit={(event) => void handleSubmit(submit)(event)} noValidate>
      <h1 id="reset">A new password for {reset.name}</h1>
      <p className="q2 small">
        Every session of yours ends with it. The link works once, until <Time at={reset.expiresAt} />.
      </p>
      <Field label="New password" hint={PASSWORD_HINT} error={formState.errors.password?.message}>
        <Input {...register("password")} type="password" autoComplete="new-password" />
      </Field>
      <InlineRefusal refusal={refusal} />
      <Button type="submit" variant="primary" size="lg" block busy={formState.isSubmitting}>
        Set the password
      </Button>
    </form>
  );
}
