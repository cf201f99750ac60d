"use client";

import { useRef } from "react";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { Input } from "./input";

export type SearchInputProps = {
  /** What it says and is called: "Search apps". */
  label: string;
  /** Where the help for keys lists it. */
  group: string;
  value: string;
  onChange: (value: string) => void;
};

/** The search field of a list; `/` leads to it. */
export function SearchInput({ label, group, value, onChange }: SearchInputProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", label, group, run: () => field.current?.focus() }]);
  return (
    <Input ref={field} icon="search" keys="/" label={label} type="search" placeholder={label} value={value} onChange={({ target }) => onChange(target.value)} />
  );
}
