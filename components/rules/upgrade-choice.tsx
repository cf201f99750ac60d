"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

export type UpgradeChoiceProps = { upgrades: readonly { readonly id: string; readonly title: string }[]; chosen: string | null };

/** Chooses the upgrade whose hunks the rules are shown with. */
export function UpgradeChoice({ upgrades, chosen }: UpgradeChoiceProps) {
  const router = useRouter();
  const options = [{ value: "", label: "No upgrade" }, ...upgrades.map(({ id, title }) => ({ value: id, label: title }))];
  return (
    <Field label="What the rules matched in">
      <Select
        options={options}
        value={chosen ?? ""}
        onChange={({ target: { value } }) => router.push((value === "" ? "/rules" : `/rules?upgrade=${encodeURIComponent(value)}`) as Route, { scroll: false })}
      />
    </Field>
  );
}
