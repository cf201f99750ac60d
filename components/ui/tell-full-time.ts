import type { PointerEvent } from "react";
import { formatFullTime, type Moment } from "./format-time";

/**
 * Puts the whole of a moment into the title of what is pointed at. Not before: to learn the names of time zones takes a
 * browser longer than to draw all the other times of a page.
 */
export function tellFullTime({ currentTarget }: PointerEvent<HTMLElement>, at: Moment): void {
  currentTarget.title = formatFullTime(at);
}
