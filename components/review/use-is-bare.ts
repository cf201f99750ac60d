"use client";

import { useState } from "react";

/** Whether something is drawn without what can be pressed: it came while the page moved fast, and that has not come to an end. */
export function useIsBare(isFast: boolean): boolean {
  const [isBare, setBare] = useState(isFast);
  if (isBare && !isFast) setBare(false);
  return isBare && isFast;
}
