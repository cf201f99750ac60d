import { describe, expect, it } from "vitest";
import { createReviewWorld, type Files } from "@/lib/testing/review-world";
import { createReviewReader } from "./review-reader";

const PLUG = [
  "  def fetch_current_user(conn, _opts) do",
  "    token = get_session(conn, :user_token)",
  "    assign(conn, :current_user, find_user(token))",
  "  end",
];
const module = (name: string, lines: readonly string[]) => `defmodule ${name} do\n${lines.map((line) => `${line}\n`).join("")}end\n`;

async function readMoves(before: Files, after: Files) {
  const reader = createReviewReader(await createReviewWorld(before, after));
  const open = await reader.open("upgrade-1", 1);
  if (!open.ok) throw new Error(open.error.message);
  return reader.readMoves(open.value);
}

describe("lines that moved within a snapshot", () => {
  const before = { "lib/harbor_web/plugs.ex": module("HarborWeb.Plugs", ["  import Plug.Conn", "", ...PLUG]) };

  it("are known by the hunk they left and the one they came to", async () => {
    const after = {
      "lib/harbor_web/plugs.ex": module("HarborWeb.Plugs", ["  import Plug.Conn"]),
      "lib/harbor_web/user_auth.ex": module("HarborWeb.UserAuth", ["  use HarborWeb, :verified_routes", "", ...PLUG]),
    };

    expect(await readMoves(before, after)).toEqual([{ from: 0, fromLine: 4, to: 1, toLine: 4, lines: 4 }]);
  });

  it("are not looked for in a very large one", async () => {
    const filler = Array.from({ length: 20_000 }, (_none, at) => `  # ${at}`);
    const after = {
      "lib/harbor_web/plugs.ex": module("HarborWeb.Plugs", ["  import Plug.Conn"]),
      "lib/harbor_web/user_auth.ex": module("HarborWeb.UserAuth", [...PLUG, ...filler]),
    };

    expect(await readMoves(before, after)).toEqual([]);
  });
});
