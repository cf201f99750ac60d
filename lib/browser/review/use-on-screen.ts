"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

const STEPS = [0, 0.1, 0.25, 0.5, 0.6, 0.75, 1];
/** Enough of a short thing, or enough of the screen for a long one. */
const MOST_OF_IT = 0.6;
const HALF_THE_SCREEN = 0.5;

/** Calls back once an element has been on screen for a time without a break, in a page that is looked at. */
export function useOnScreen(ref: RefObject<Element | null>, afterMs: number, isWatched: boolean, onSeen: () => void): void {
  const tell = useEffectEvent(onSeen);

  useEffect(() => {
    const element = ref.current;
    if (!isWatched || element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isShown = false;
    const update = () => {
      const counts = isShown && document.visibilityState === "visible";
      if (!counts) {
        clearTimeout(timer);
        timer = undefined;
      } else timer ??= setTimeout(tell, afterMs);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        isShown = last !== undefined && isMostlyShown(last);
        update();
      },
      { threshold: STEPS },
    );
    observer.observe(element);
    document.addEventListener("visibilitychange", update);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("visibilitychange", update);
    };
  }, [ref, afterMs, isWatched]);
}

function isMostlyShown({ intersectionRatio, intersectionRect, isIntersecting }: IntersectionObserverEntry): boolean {
  if (!isIntersecting) return false;
  return intersectionRatio >= MOST_OF_IT || intersectionRect.height >= window.innerHeight * HALF_THE_SCREEN;
}
