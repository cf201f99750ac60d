"use client";

import { useDeferredValue, useRef, useState } from "react";
import { Box } from "@/components/ui/box";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { readPatchPath, tryRule } from "@/lib/browser/rules/try-rule";
import { TrialResult } from "./trial-result";

/** Says where a change of a path would be reviewed, by which rule and why. */
export function TryRuleBox() {
  const [path, setPath] = useState("");
  const [lines, setLines] = useState("");
  const [context, setContext] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const trialPath = useDeferredValue(path.trim());
  const trialLines = useDeferredValue(lines);
  const trialContext = useDeferredValue(context.trim());
  useKeys([{ keys: "/", label: "Try a path", run: () => input.current?.focus() }]);
  const changeLines = (text: string) => {
    setLines(text);
    const named = readPatchPath(text);
    if (named !== null && path.trim() === "") setPath(named);
  };
  const trial = trialPath === "" ? null : tryRule(trialPath, trialLines, trialContext);

  return (
    <Box title="Try a path or a hunk" padded className="md:sticky md:top-[60px]">
      <div className="grid gap-3">
        <Field label="Path" hint="From the root of the checkout, with /">
          <Input
            ref={input}
            keys="/"
            className="mono"
            placeholder="lib/harbor_web/router.ex"
            autoComplete="off"
            spellCheck={false}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        </Field>
        <Field label="A hunk, if its lines matter" hint="As git prints it, or lines with + and −, or as they are">
          <Textarea className="mono" rows={5} spellCheck={false} value={lines} onChange={(event) => changeLines(event.target.value)} />
        </Field>
        <Field label="Your auth context" hint="The folder of its modules; accounts when empty">
          <Input
            className="mono"
            placeholder="accounts"
            autoComplete="off"
            spellCheck={false}
            value={context}
            onChange={({ target }) => setContext(target.value)}
          />
        </Field>
        <div role="status">{trial === null ? <p className="q small">Nothing is sent: the rules run in your browser.</p> : <TrialResult trial={trial} />}</div>
      </div>
    </Box>
  );
}
