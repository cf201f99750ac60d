"use client";

import { type ChangeEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { type EvidencePhase, uploadEvidence } from "@/lib/browser/evidence";
import { type Evidence, MOST_EVIDENCE } from "@/lib/core/evidence/evidence";

const PHASE: Record<EvidencePhase, string> = { reading: "Reading the file…", converting: "Converting the picture…", sending: "Sending it…" };

export type EvidencePickerProps = {
  upgradeId: string;
  /** What it is evidence for. */
  about: string;
  evidence: readonly Evidence[];
  onChange: (evidence: readonly Evidence[]) => void;
};

/** Adds pictures and texts; on a phone the browser offers its camera. */
export function EvidencePicker({ upgradeId, about, evidence, onChange }: EvidencePickerProps) {
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [phase, setPhase] = useState<EvidencePhase | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setProblem(null);
    const taken = await uploadEvidence(upgradeId, file, setPhase);
    setPhase(null);
    if (!taken.ok) setProblem(`${file.name} was not added. ${taken.error}`);
    else if (!evidence.some(({ blob }) => blob === taken.value.blob)) onChange([...evidence, taken.value]);
  };
  const isFull = evidence.length >= MOST_EVIDENCE;

  return (
    <div className="grid gap-2">
      {evidence.map((piece, index) => (
        <div key={piece.blob} className="flex flex-wrap items-end gap-2">
          <Field className="min-w-0 flex-1" label={`What ${piece.type === "image/png" ? "picture" : "text"} ${index + 1} shows`}>
            <Input
              value={piece.shows}
              maxLength={200}
              onChange={(event) => onChange(evidence.map((other) => (other.blob === piece.blob ? { ...other, shows: event.target.value } : other)))}
            />
          </Field>
          <Button variant="quiet" onClick={() => onChange(evidence.filter(({ blob }) => blob !== piece.blob))}>
            Leave out<span className="vh"> {piece.shows}</span>
          </Button>
        </div>
      ))}
      <div>
        <label className="vh" htmlFor={inputId}>
          Evidence for “{about}”
        </label>
        <input ref={input} id={inputId} className="vh" type="file" tabIndex={-1} accept="image/*,text/plain,.txt,.log" onChange={(event) => void take(event)} />
        <Button
          icon="plus"
          busy={phase !== null}
          disabledReason={isFull && `${MOST_EVIDENCE} are enough for one answer`}
          onClick={() => input.current?.click()}
        >
          Take a picture or choose a file
        </Button>
      </div>
      <div role="status">{phase && <p className="small q2">{PHASE[phase]}</p>}</div>
      {problem && (
        <div role="alert">
          <Note status="failed">{problem}</Note>
        </div>
      )}
    </div>
  );
}
