"use client";

import { type RefObject, useEffect, useState } from "react";

/** How far outside the view something counts as near. `scrollMargin` is for a pane that scrolls by itself. */
const MARGIN = "1200px 0px";

/** Whether an element has come near the view; stays true from then on, so nothing that was read is taken away. */
export function useNear(ref: RefObject<Element | null>, isForced = false): boolean {
  const [isNear, setIsNear] = useState(false);
  const isKnown = isNear || isForced;

  useEffect(() => {
    const element = ref.current;
    if (isKnown || element === null) return;
    const options = { rootMargin: MARGIN, scrollMargin: MARGIN };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true);
    }, options);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isKnown]);

  return isKnown;
}
