import { CodeLine } from "@/components/ui/code-line";
import type { Step } from "@/lib/core/lane/lane";
import { describeOperation } from "@/lib/core/upgrade/describe-operation";

const AUDIENCE = { qa: "QA", reviewer: "a reviewer or a tech lead", operator: "an operator or a tech lead" } as const;

/** Code in a list has a box of its own elsewhere; here the line is the box. */
const PLAIN_CODE = "[&_code]:border-0 [&_code]:bg-transparent [&_code]:p-0";

/** What a step does, by its kind. */
export function StepBody({ step }: { step: Step }) {
  switch (step.kind) {
    case "attest":
      return (
        <p>
          Somebody puts their name to: <q className="q2">{step.statement}</q>
          {step.note === "required" && <span className="q2"> With a note: {step.noteLabel}.</span>}
        </p>
      );
    case "command":
    case "serve":
      return <Command step={step} />;
    case "git":
    case "edit":
    case "inspect":
      return <p>{describeOperation(step)}</p>;
    case "choice":
      return <Choice step={step} />;
    case "review":
      return <p>Reviewers sign off the five categories.</p>;
    case "checklist":
      return <Checklist step={step} />;
  }
}

function Command({ step }: { step: Extract<Step, { kind: "command" | "serve" }> }) {
  const command = step.command.join(" ");
  return (
    <>
      <CodeLine className={PLAIN_CODE} command={command} note={command === step.guideCommand ? "As the guide says" : undefined} />
      {command !== step.guideCommand && (
        <p className="small q2">
          The guide writes <code>{step.guideCommand}</code>
        </p>
      )}
      {step.kind === "serve" && <p className="small q2">Stays up for QA. Asked once it listens: {step.probes.join(", ")}</p>}
      {step.kind === "command" &&
        step.alternatives.map((alternative) => (
          <div key={alternative.id} className="grid gap-1">
            <p className="small q2">
              Or, with a reason: {alternative.title}. {alternative.why}
            </p>
            <CodeLine className={PLAIN_CODE} command={alternative.command.join(" ")} />
          </div>
        ))}
    </>
  );
}

function Choice({ step }: { step: Extract<Step, { kind: "choice" }> }) {
  return (
    <>
      <p>{step.question}</p>
      <ul className="grid gap-1.5">
        {step.options.map(({ id, title, consequences }) => (
          <li key={id} className="border-l-2 border-line-2 pl-3">
            <b className="strong">{title}</b>
            <ul className="small q2">
              {consequences.map((consequence) => (
                <li key={consequence}>{consequence}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function Checklist({ step }: { step: Extract<Step, { kind: "checklist" }> }) {
  return (
    <>
      <p className="small q2">
        {step.items.length} checks, for {AUDIENCE[step.audience]}
      </p>
      <ol className="grid list-decimal gap-1.5 pl-5">
        {step.items.map(({ id, text, hint }) => (
          <li key={id}>
            {text}
            {hint && <p className="small q2">{hint}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}
