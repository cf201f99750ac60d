/** A line whose condition decides who goes on. */
const CONDITION = /^(?:if|cond|when|with|case|and|&&|defp? \w+[?!]?\(.*\bwhen\b)|->$|(?:^|[\s(])if\b|\bdo:/;
const PLUG_WITH_ACTIONS = /^plug\b\s*\(?\s*(:\w+|[A-Z][\w.]*).*?\bwhen\s+action\s+(not\s+in|in|==)\s+(\[[^\]]*\]|:\w+)/;
const PIPE_THROUGH = /^pipe_through\b\s*\(?\s*(.+?)\)?$/;
const HOOK = /^on_mount\b|\bon_mount:/;
const DECISION = /^def (\w*(?:authoriz|authoris|permit|allow|access)\w*[?!]?|can\?|check)\(\s*([^,)]*).*?(?:,\s*do:\s*(.+)|\s+do)$/;
/** Whether something has come to its end, or was taken back. */
const STATE = /\b\w*(?:expired|revoked|locked|disabled|banned|blocked|suspended)\?(?=\()/g;
const ANSWERS_YES = /^(?:true|:ok|\{:ok,.*\})$/;

/**
 * Whether a rule that stands before and after lets more through: a condition with one demand less or one
 * way more, a plug for fewer actions, a scope with fewer pipelines, a hook or a question about state less, a decision that now is always yes.
 */
export function isLoosened(removed: readonly string[], added: readonly string[]): boolean {
  return (
    losesDemand(removed, added) ||
    losesDemand(added, removed, /^(?:\|\||or\b)|(?:\|\||\bor)$/) ||
    coversLess(removed, added) ||
    losesPipeline(removed, added) ||
    countHooks(removed) > countHooks(added) ||
    countStates(removed) > countStates(added) ||
    decidesYes(removed, added)
  );
}

/** Whether a line of `after` is one of `before` without a part that starts or ends with the joining word. */
function losesDemand(before: readonly string[], after: readonly string[], joint = /^(?:&&|and\b)|(?:&&|\band)$/): boolean {
  return before.some((line) => CONDITION.test(line) && !/^unless\b/.test(line) && after.some((other) => joint.test(missingPart(line, other))));
}

/** What has to be taken out of one place of `longer` to get `shorter`; empty when that cannot be done. */
function missingPart(longer: string, shorter: string): string {
  if (shorter.length >= longer.length || shorter === "") return "";
  let start = 0;
  while (start < shorter.length && longer[start] === shorter[start]) start += 1;
  let end = 0;
  while (end < shorter.length - start && longer[longer.length - 1 - end] === shorter[shorter.length - 1 - end]) end += 1;
  return start + end === shorter.length ? longer.slice(start, longer.length - end).trim() : "";
}

/** A plug that is there before and after, now for fewer actions. */
function coversLess(removed: readonly string[], added: readonly string[]): boolean {
  const before = new Map(removed.flatMap(readPlug));
  return (
    added.flatMap(readPlug).some(([plug, { isExcept, actions }]) => {
      const old = before.get(plug);
      if (old === undefined) return false;
      if (old.isExcept !== isExcept) return old.isExcept;
      return isExcept ? [...actions].some((action) => !old.actions.has(action)) : [...old.actions].some((action) => !actions.has(action));
    }) || narrowsToActions(removed, added)
  );
}

/** A plug for every action that now is for some. */
function narrowsToActions(removed: readonly string[], added: readonly string[]): boolean {
  return added
    .flatMap(readPlug)
    .some(([plug]) => removed.some((line) => /^plug\b/.test(line) && !/\bwhen\b/.test(line) && line.replace(/[()]/g, " ").split(/[\s,]+/)[1] === plug));
}

type Covered = { readonly isExcept: boolean; readonly actions: ReadonlySet<string> };

function readPlug(line: string): readonly (readonly [string, Covered])[] {
  const [, plug, operator, actions] = PLUG_WITH_ACTIONS.exec(line) ?? [];
  if (plug === undefined || operator === undefined || actions === undefined) return [];
  return [[plug, { isExcept: operator.startsWith("not"), actions: new Set(actions.match(/:\w+/g)) }]];
}

/** A scope that goes on through fewer pipelines; one that goes away with its routes loses none. */
function losesPipeline(removed: readonly string[], added: readonly string[]): boolean {
  const before = removed.flatMap(readPipelines);
  const after = added.flatMap(readPipelines);
  const scopes = (lines: readonly string[]) => lines.filter((line) => /^scope\b/.test(line)).length;
  return before.length > after.length && before.some((name) => !after.includes(name)) && scopes(removed) <= scopes(added);
}

function readPipelines(line: string): readonly string[] {
  return PIPE_THROUGH.exec(line)?.[1]?.match(/:\w+|[A-Z][\w.]*/g) ?? [];
}

function countStates(lines: readonly string[]): number {
  return lines.reduce((count, line) => count + (line.match(STATE)?.length ?? 0), 0);
}

function countHooks(lines: readonly string[]): number {
  return lines
    .filter((line) => HOOK.test(line))
    .reduce((count, line) => count + (line.match(/\{[A-Z_][\w.]*,|\bon_mount:?\s*\(?\s*[A-Z][\w.]*|(?<=[[,]\s*)[A-Z][\w.]*(?=\s*[,\]])/g)?.length ?? 0), 0);
}

/** A decision about the same thing that used to depend on something. */
function decidesYes(removed: readonly string[], added: readonly string[]): boolean {
  const before = removed.flatMap((line, at) => readDecision(line, removed[at + 1]));
  return added
    .flatMap((line, at) => readDecision(line, added[at + 1]))
    .some((now) => ANSWERS_YES.test(now.answer) && before.some((old) => old.about === now.about && !ANSWERS_YES.test(old.answer)));
}

function readDecision(line: string, next = ""): readonly { readonly about: string; readonly answer: string }[] {
  const [found, name, subject, answer] = DECISION.exec(line) ?? [];
  return found === undefined ? [] : [{ about: `${name}(${subject}`, answer: answer ?? next }];
}
