import type { Random } from "@/lib/core/diff/create-random";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { sigraV10 } from "@/lib/core/lane/catalog/sigra-v1.0";
import { sigraV11 } from "@/lib/core/lane/catalog/sigra-v1.1";
import type { LaneSource } from "@/lib/core/lane/lane";
import { findCommand } from "@/lib/core/lane/find-command";
import { loadLane } from "@/lib/core/lane/load-lane";
import { laneDigest } from "@/lib/core/lane/registry";
import { evaluateExpectations } from "@/lib/core/review/evaluate-expectations";
import { orRefused, type Target } from "./target";
import { hostileValue, type JsonValue, mutateValue, pick } from "./values";

const SOURCES = [sigraV10, sigraV11].map((source) => JSON.parse(JSON.stringify(source)) as JsonValue);
const CONFIG = `import Config\nconfig :shop, Shop.Endpoint, url: [host: "localhost"], sigra: [schema_version: 4, passkeys: [rp_id: "a", origin: ["b", {:c, "d"}]]]\n`;
const ROUTER = `defmodule ShopWeb.Router do\n  scope "/", ShopWeb do\n    pipe_through [:browser]\n    get "/users/log-in", UserController, :new\n  end\nend\n`;

/** Lane files changed by structure: loaded or refused with a sentence, and what is loaded can be used. */
export const lanes: Target = {
  name: "lane files",
  make: (random) => {
    const source = random(40) === 0 ? hostileValue(random) : mutateValue(random, pick(random, SOURCES));
    const texts = mutateTexts(random);
    return async () => {
      const lane = await orRefused(() => loadLane(source as unknown as LaneSource));
      if (!lane) return undefined;
      await orRefused(() => laneDigest(lane));
      for (const { id } of lane.steps) findCommand(lane, id, null, {});
      const tree = { anchorPaths: Object.keys(texts), paths: Object.keys(texts), files: texts };
      evaluateExpectations(lane, { choices: {}, facts: someFacts({ otpApp: "shop", baseModule: "Shop" }), tree, findings: {} });
      return undefined;
    };
  },
};

/** What a lane's expectations look into, as a checkout may hold it. */
function mutateTexts(random: Random): Readonly<Record<string, string>> {
  const broken = (text: string) =>
    `${text.slice(0, random(text.length))}${pick(random, ["[", '"', "{", "\\", "\0", "#", "do\n", "((((", ""]).repeat(1 + random(2_000))}${text}`;
  return {
    "config/config.exs": broken(CONFIG),
    "config/runtime.exs": broken(CONFIG),
    "lib/shop_web/router.ex": broken(ROUTER),
    "mix.lock": broken(`%{\n  "sigra": {:hex, :sigra, "1.0.0", "aa"},\n}\n`),
  };
}
