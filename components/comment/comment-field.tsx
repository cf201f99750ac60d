"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useComments } from "@/lib/browser/comments/comments-view";
import { findNameStart } from "@/lib/core/comment/mention";
import { LONGEST_COMMENT } from "@/lib/core/comment/thread";
import { NameList, nameOptionId } from "./name-list";

export type CommentFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Ctrl or Cmd with Enter. */
  onSubmit: () => void;
  /** Escape. */
  onLeave: () => void;
};

const MOST_NAMES = 6;

/** Where a comment is written: names are completed behind an `@`. */
export function CommentField({ label, value, onChange, onSubmit, onLeave }: CommentFieldProps) {
  const { people } = useComments();
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const countId = useId();
  const [written, setWritten] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const offered = written === null ? [] : people.filter(({ name }) => name.toLowerCase().startsWith(written.toLowerCase())).slice(0, MOST_NAMES);
  const isOffering = offered.length > 0;
  const over = value.trim().length - LONGEST_COMMENT;

  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const look = () => {
    const { current } = field;
    setWritten(current ? findNameStart(current.value, current.selectionStart) : null);
    setActive(0);
  };
  const choose = (name: string) => {
    const { current } = field;
    if (!current || written === null) return;
    const from = current.selectionStart - written.length;
    const next = `${value.slice(0, from)}${name} ${value.slice(current.selectionStart)}`;
    // Drawn at once, so that the next key finds the caret behind the name.
    flushSync(() => {
      onChange(next);
      setWritten(null);
    });
    current.setSelectionRange(from + name.length + 1, from + name.length + 1);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const run = toAction(event, isOffering, {
      submit: onSubmit,
      leave: onLeave,
      close: () => setWritten(null),
      move: (by) => setActive((active + by + offered.length) % offered.length),
      choose: () => choose(offered[active]?.name ?? ""),
    });
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  return (
    <div className="cm-field">
      <textarea
        ref={field}
        className="textarea"
        rows={3}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={isOffering ? listId : undefined}
        aria-activedescendant={isOffering ? nameOptionId(listId, active) : undefined}
        aria-describedby={over > 0 ? countId : undefined}
        aria-invalid={over > 0 || undefined}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
          look();
        }}
        onBlur={() => setWritten(null)}
        onKeyDown={press}
      />
      {isOffering && <NameList id={listId} people={offered} active={active} onChoose={choose} />}
      {over > 0 && (
        <p className="err" id={countId} role="alert">
          {over} {over === 1 ? "character" : "characters"} too many: a comment has at most {LONGEST_COMMENT.toLocaleString("en-GB")}. The draft is kept as it
          is.
        </p>
      )}
    </div>
  );
}

type Actions = {
  readonly submit: () => void;
  readonly leave: () => void;
  readonly close: () => void;
  readonly move: (by: 1 | -1) => void;
  readonly choose: () => void;
};

function toAction({ key, ctrlKey, metaKey }: KeyboardEvent, isOffering: boolean, actions: Actions): (() => void) | null {
  if (key === "Enter" && (ctrlKey || metaKey)) return actions.submit;
  if (key === "Escape") return isOffering ? actions.close : actions.leave;
  if (!isOffering) return null;
  if (key === "ArrowDown") return () => actions.move(1);
  if (key === "ArrowUp") return () => actions.move(-1);
  return key === "Enter" || key === "Tab" ? actions.choose : null;
}
