import { expect, it } from "vitest";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { createServiceWorld } from "@/lib/testing/service-world";
import { anUpgrade } from "@/lib/testing/upgrade-builders";
import { openRecords } from "./open-records";

it("opens the same records once, and others anew", async () => {
  const { log } = await createServiceWorld(anUpgrade());
  const sealed = await log.read("upgrade-1");
  const opened = openRecords(sealed);
  expect(opened.upgrade).toEqual(foldRecords(sealed));
  expect(opened.records).toHaveLength(sealed.length);
  expect(openRecords(structuredClone(sealed))).toBe(opened);
  expect(openRecords(sealed.slice(0, 1)).upgrade).toEqual(foldRecords(sealed.slice(0, 1)));
  expect(() => openRecords([])).toThrow("expected the records of an upgrade");
});
