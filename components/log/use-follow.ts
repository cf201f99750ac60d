"use client";

import { type UIEvent, useRef, useState } from "react";

const NEAR_END_PX = 24;

export type Follow = {
  readonly isFollowing: boolean;
  readonly setIsFollowing: (on: boolean) => void;
  readonly handleScroll: (event: UIEvent<HTMLElement>) => void;
};

/** Whether the end of a growing list is kept in sight: until the person scrolls up, and again once they are back at the end. */
export function useFollow(): Follow {
  const [isFollowing, setIsFollowing] = useState(true);
  const lastTop = useRef(0);
  return {
    isFollowing,
    setIsFollowing,
    handleScroll: ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      if (scrollTop < lastTop.current - 1) setIsFollowing(false);
      else if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) setIsFollowing(true);
      lastTop.current = scrollTop;
    },
  };
}
