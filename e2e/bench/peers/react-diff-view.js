import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { Diff, Hunk, parseDiff } from "react-diff-view";
import "react-diff-view/style/index.css";

const patch = await (await fetch("/patch")).text();
const files = parseDiff(patch);
createRoot(document.getElementById("root")).render(
  files.map(({ type, hunks, oldPath, newPath }, at) =>
    h(
      "section",
      { key: at },
      h("h2", null, newPath ?? oldPath),
      h(Diff, { viewType: "unified", diffType: type, hunks }, (all) => all.map((hunk) => h(Hunk, { key: hunk.content, hunk }))),
    ),
  ),
);
