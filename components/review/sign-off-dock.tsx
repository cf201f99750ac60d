"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Category } from "@/lib/core/classify/category";
import { useMarked } from "./bucket-context";
import { Coverage } from "./coverage";
import { NextButton } from "./next-button";
import { placementText } from "./placement-text";
import { Requirements } from "./requirements";
import { SignOffForm } from "./sign-off-form";
import { Signatures } from "./signatures";

/** My sign-off. Where the page is narrow it is a bar whose button opens the whole of it. */
export function SignOffDock({ category }: { category: Category }) {
  const counts = useMarked(({ countsOf }) => countsOf(category));
  const [isOpen, setIsOpen] = useState(false);
  const { title } = placementText(category);
  const isAllOpened = counts.opened === counts.hunks;
  return (
    <section className="dock" aria-label="Your sign-off">
      <Coverage title="Your sign-off" />
      <NextButton />
      <div className="not-docked rv-form">
        <SignOffForm category={category} />
      </div>
      <div className="acts rv-docked">
        <Button variant={isAllOpened ? "primary" : "default"} onClick={() => setIsOpen(true)}>
          <span>
            Sign off…
            <span className="hide-sm">
              , {counts.opened} of {counts.hunks} opened
            </span>
          </span>
        </Button>
      </div>
      <Dialog open={isOpen} onOpenChange={setIsOpen} title={`Your sign-off of ${title}`} wide>
        <div className="rv-sheet">
          <SignOffForm category={category} />
          <Requirements category={category} />
          <Signatures category={category} />
        </div>
      </Dialog>
    </section>
  );
}
