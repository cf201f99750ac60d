"use client";

import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { pageKeys } from "@/lib/browser/keys/page-keys";

const KEY = "/";

/** Opens find in the bucket, as its key does, which stands on it. */
export function FindButton() {
  return (
    <button type="button" className="menu-btn hide-sm" title="Find in this bucket" onClick={({ timeStamp }) => pageKeys.press(KEY, timeStamp, false)}>
      <Icon name="search" size={14} />
      <span className="rv-find-word">Find in bucket</span>
      <Kbd keys={KEY} className="hide-md" />
    </button>
  );
}
