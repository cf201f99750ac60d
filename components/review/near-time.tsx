"use client";

import { Time } from "@/components/ui/time";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/** A moment of a day's work: the time alone when it was today, with the day when it was not. */
export function NearTime({ at }: { at: number }) {
  const isToday = useIsHydrated() && new Date(at).toDateString() === new Date().toDateString();
  return <Time at={at} format={isToday ? "time" : "datetime"} />;
}
