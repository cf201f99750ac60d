import { parsePatchFiles } from "@pierre/diffs";
import { CodeView, WorkerPoolContextProvider } from "@pierre/diffs/react";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";

const patch = await (await fetch("/patch")).text();
const initialItems = parsePatchFiles(patch).flatMap(({ files }, part) => files.map((fileDiff, at) => ({ id: `${part}:${at}`, type: "diff", fileDiff })));
const poolOptions = { workerFactory: () => new Worker(new URL("@pierre/diffs/worker/worker.js", import.meta.url), { type: "module" }), poolSize: 1 };
createRoot(document.getElementById("root")).render(
  h(
    WorkerPoolContextProvider,
    { poolOptions, highlighterOptions: { theme: "pierre-light" } },
    h(CodeView, {
      initialItems,
      options: { theme: "pierre-light", diffStyle: "unified", pointerEventsOnScroll: true },
      style: { height: "100vh", overflow: "auto" },
    }),
  ),
);
