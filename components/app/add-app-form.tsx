"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { StatusShape } from "@/components/ui/status";
import type { BrowserRefusal } from "@/lib/browser/send";
import type { Candidate } from "@/lib/contract/agent-api";
import { newAppSchema } from "@/lib/contract/dashboard-api";
import { CandidateChoice } from "./candidate-choice";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { isAdded } from "./is-added";
import { toAppId } from "./to-app-id";

export const ADD_APP_FORM = "add-app";

export type AddAppFormProps = {
  candidates: readonly Candidate[];
  /** Apps the dashboard has already. */
  knownIds: readonly string[];
  refusal: BrowserRefusal | null;
  onSubmit: (input: z.infer<typeof newAppSchema>) => void;
};

export function AddAppForm({ candidates, knownIds, refusal, onSubmit }: AddAppFormProps) {
  const { register, handleSubmit, setValue, watch, formState } = useForm({
    resolver: zodResolver(newAppSchema),
    defaultValues: { id: "", name: "", path: "" },
  });
  const { errors } = formState;
  const path = watch("path");
  const chosen = candidates.find((candidate) => candidate.path === path);
  const choose = (candidate: Candidate) => {
    setValue("path", candidate.path, { shouldValidate: formState.isSubmitted });
    setValue("name", candidate.name, { shouldValidate: formState.isSubmitted });
    setValue("id", candidate.appId ?? toAppId(candidate.name, knownIds), { shouldValidate: formState.isSubmitted });
  };

  return (
    <form id={ADD_APP_FORM} className="dialog-form" onSubmit={(event) => void handleSubmit(onSubmit)(event)} noValidate>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-12 font-medium">Checkout</legend>
        {candidates.map((candidate) => (
          <CandidateChoice
            key={candidate.path}
            candidate={candidate}
            added={isAdded(candidate, knownIds)}
            checked={candidate.path === path}
            onChoose={() => choose(candidate)}
          />
        ))}
        {candidates.every((candidate) => isAdded(candidate, knownIds)) && (
          <p className="q2">Every checkout that the agent sees has been added. Put another one under its roots to add it.</p>
        )}
        {errors.path && (
          <p className="err" role="alert">
            <StatusShape s="failed" size={12} label={null} />
            <span>Choose one of the checkouts</span>
          </p>
        )}
      </fieldset>
      {chosen && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Name" hint="As people call it" error={errors.name && "Give it a name, at most 80 characters"}>
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field
            label="Id"
            hint={chosen.appId === null ? "For addresses and records; it stays" : "The agent's own configuration gives it"}
            error={errors.id && "Lower-case letters, digits and dashes only"}
          >
            <Input {...register("id")} autoComplete="off" spellCheck={false} readOnly={chosen.appId !== null} className="mono" />
          </Field>
        </div>
      )}
      <InlineRefusal refusal={refusal} />
    </form>
  );
}
