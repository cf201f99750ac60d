"use client";

import { useMemo, useState } from "react";
import { type LogLine, NO_LINES, readFurther, withOpenLine } from "./log-lines";

/** The lines of a growing text; what was cut before is not cut again. */
export function useLogLines(text: string): readonly LogLine[] {
  const [log, setLog] = useState(NO_LINES);
  const next = readFurther(log, text);
  if (next !== log) setLog(next);
  return useMemo(() => withOpenLine(next, text), [next, text]);
}
