"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { PasskeySignIn } from "./passkey-sign-in";
import { type AuthAnswer, askAuth } from "@/lib/browser/queries/account";

const signInSchema = z.object({
  email: z.email("Type the e-mail address you were invited with").max(320),
  password: z.string().min(1, "Type your password").max(200),
});

export type SignInFormProps = {
  /** A path of this site. */
  next: string;
};

export function SignInForm({ next }: SignInFormProps) {
  const { register, handleSubmit, formState, setFocus } = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email: "", password: "" } });
  const [answer, setAnswer] = useState<AuthAnswer | null>(null);
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  const isWrong = answer?.ok === false && answer.code === "wrong";

  const submit = async (input: z.infer<typeof signInSchema>) => {
    setAnswer(null);
    const given = await askAuth("sign-in/email", input);
    setAnswer(given);
    // A whole new page, so that nothing of the signed-out one stays.
    if (given.ok) window.location.assign(next);
    else setFocus("password");
  };

  return (
    <form className="frame form" aria-labelledby="sign-in" onSubmit={(event) => void handleSubmit(submit)(event)} noValidate>
      <h1 id="sign-in">Sign in</h1>
      <Field label="E-mail" error={errors.email?.message}>
        <Input {...register("email")} type="email" autoComplete="username" />
      </Field>
      <Field label="Password" error={errors.password?.message ?? (isWrong && answer.message)}>
        <Input {...register("password")} type="password" autoComplete="current-password" />
      </Field>
      {answer?.ok === false && !isWrong && (
        <div role="alert">
          <Note status="failed">{answer.message}</Note>
        </div>
      )}
      <Button type="submit" variant="primary" size="lg" block busy={isSubmitting || (isSubmitSuccessful && answer?.ok === true)}>
        Sign in
      </Button>
      <PasskeySignIn next={next} />
      <p className="q small">No account? An administrator sends an invitation link.</p>
    </form>
  );
}
