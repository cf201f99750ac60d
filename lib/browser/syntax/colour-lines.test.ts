import { describe, expect, it } from "vitest";
import { toSpans } from "@/lib/core/review/to-spans";
import { colourLines } from "./colour-lines";
import { type LanguageName, languageOf } from "./language-of";

/** Coloured texts, line by line. */
function coloured(language: LanguageName, text: string): readonly string[] {
  const lines = text.split("\n");
  return colourLines(language, lines).flatMap((tokens, at) =>
    toSpans(lines[at] ?? "", [], tokens).flatMap((span) => (span.token === null ? [] : [`${span.token} ${span.text}`])),
  );
}

describe("the colours of code", () => {
  it.each<[LanguageName, string, readonly string[]]>([
    [
      "elixir",
      "defmodule Harbor.Accounts do\n  plug :user # why\n  @x 12\nend",
      ["mod Harbor.Accounts", "key do", "atom :user", "com # why", "num 12", "key end"],
    ],
    ["elixir", 'x = """\n  do not\n"""\ny = nil', ['str """', "str   do not", 'str """', "num nil"]],
    [
      "elixir",
      'def render(assigns) do\n  ~H"""\n  <.button :if={@on} class="a">{gettext("Go")}</.button>\n  """\nend',
      ["mod .button", "atom :if", 'str "a"', 'str "Go"', "mod .button"],
    ],
    [
      "heex",
      '<%!-- note --%>\n<div id="x" phx-click={JS.push("go", value: %{a: 1})}>\n<%= if @on do %>yes<% end %>',
      ["com <%!-- note --%>", "mod div", "atom id", 'str "x"', 'str "go"', "num 1", "key if", "key do", "key end"],
    ],
    ["erlang", "-module(a).\nf(X) -> ok. % why", ["com % why"]],
    ["javascript", 'const x = "a"; // why', ["key const", 'str "a"', "com // why"]],
    ["typescript", "type A = string;", ["key type"]],
    ["css", ".a { color: red }", ["atom .a", "atom color"]],
    ["json", '{"a": 1}', ['atom "a"', "num 1"]],
    ["yaml", "a: true # why", ["atom a:", "num true", "com # why"]],
    ["sql", "SELECT 1 -- why", ["key SELECT", "num 1", "com -- why"]],
    ["bash", 'if true; then echo "a"; fi', ["key if", 'str "a"', "key fi"]],
    ["markdown", "# Title", ["mod # Title"]],
  ])("are those of %s in %j", (language, text, expected) => {
    expect(coloured(language, text)).toEqual(expect.arrayContaining([...expected]));
  });

  it("never go beyond a line, and are in order", () => {
    const lines = ["defmodule A do", "", '  x = "', "  multi", '  "', "end \u{1f600}"];

    colourLines("elixir", lines).forEach((tokens, at) => {
      let last = 0;
      for (let index = 0; index < tokens.length; index += 3) {
        const [from = -1, to = -1] = tokens.slice(index, index + 2);
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(lines[at]?.length ?? 0);
        last = to;
      }
    });
  });
});

describe("the language of a file", () => {
  it.each([
    ["lib/a.ex", "elixir"],
    ["mix.lock", "elixir"],
    ["yarn.lock", null],
    ["lib/a/index.html.heex", "heex"],
    ["src/a.erl", "erlang"],
    ["a.test.ts", "typescript"],
    ["README.MD", "markdown"],
    ["Makefile", null],
    ["a.png", null],
  ])("of %s is %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});
