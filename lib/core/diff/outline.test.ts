import { describe, expect, it } from "vitest";
import { toSourceLines } from "./elixir-source";
import { toOutline } from "./outline";

describe("the blocks around a line", () => {
  it("are module, scope with its pipelines, and live session", () => {
    const source = `
defmodule HarborWeb.Router do
  scope "/", HarborWeb do
    pipe_through [:browser]
    get "/", PageController, :home
  end

  scope "/users",
    HarborWeb do
    # pipe_through :nothing
    pipe_through [:browser, :require_authenticated]

    live_session :signed_in,
      on_mount: [
        {HarborWeb.UserAuth, :ensure_authenticated}
      ] do
      live "/settings", SettingsLive # here
    end
  end
end`;

    expect(headersAt(source)).toEqual([
      "defmodule HarborWeb.Router do",
      'scope "/users", HarborWeb do\npipe_through [:browser, :require_authenticated]',
      "live_session :signed_in, on_mount: [ {HarborWeb.UserAuth, :ensure_authenticated} ] do",
    ]);
  });

  it("are found though a generator injected a block above without indenting it", () => {
    const injected = 'scope "/users", HarborWeb do\n  pipe_through [:browser]\n\n  get "/mfa", A\nend\n';
    const source = `defmodule R do\n  scope "/" do\n    get "/", P\n  end\n\n${injected}\n  plug :a # here\nend`;

    expect(headersAt(source)).toEqual(["defmodule R do"]);
    expect(headersAt(`defmodule R do\n${injected.replace("A", "A # here")}\nend`)).toEqual(['scope "/users", HarborWeb do\npipe_through [:browser]']);
  });

  it("are found where a header's brackets close on a line of their own", () => {
    expect(headersAt("defmodule A do\n  def one(\n    x\n  ) do\n    x # here\n  end")).toEqual(["defmodule A do", "def one( x ) do"]);
  });

  it("are not taken from documentation, comments or finished functions", () => {
    const source = `
defmodule A do
  @moduledoc """
  def example do
defmodule Example do
  """
  # def old do
  def one, do: 1

  def two(x,
        y) do
    if x do
      1
    else
      2 # here
    end
  rescue
    _ -> 3
  end
end`;

    expect(headersAt(source)).toEqual(["defmodule A do", "def two(x, y) do"]);
  });

  it("are the same for markup in a heredoc, however it is indented", () => {
    const source = 'defmodule A do\n  def render(assigns) do\n    ~H"""\n  <p># here</p>\n    """\n  end\nend';

    expect(headersAt(source)).toEqual(["defmodule A do", "def render(assigns) do"]);
  });

  it("are test and describe, rescue included", () => {
    const source = 'defmodule T do\n  describe "a" do\n    test "b", %{conn: conn} do\n      x()\n    rescue\n      y() # here\n    end';

    expect(headersAt(source)).toEqual(["defmodule T do", 'describe "a" do', 'test "b", %{conn: conn} do']);
  });

  it("are the head of a config entry, with the keys inside it apart", () => {
    const source = "import Config\n\nconfig :harbor, Harbor.Mailer,\n  adapter: X,\n  audit: [\n    enabled: true # here\n  ]";

    expect(headersAt(source)).toEqual(["config :harbor, Harbor.Mailer"]);
    expect(keysAt(source)).toEqual(["audit"]);
    expect(headersAt("config :harbor,\n  ecto_repos: [] # here")).toEqual(["config :harbor"]);
  });

  it("are none for variables that share a block's name", () => {
    expect(headersAt("scope = build()\n  |> run() # here")).toEqual([]);
  });
});

function headersAt(text: string): readonly string[] {
  const lines = text.replace(/^\n/, "").split("\n");
  return toOutline(toSourceLines(lines)).headersAt(lines.findIndex((line) => line.includes("# here")));
}

function keysAt(text: string): readonly string[] {
  const lines = text.split("\n");
  return toOutline(toSourceLines(lines)).keysAt(lines.findIndex((line) => line.includes("# here")));
}
