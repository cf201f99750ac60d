import { html } from "diff2html";
import "diff2html/bundles/css/diff2html.min.css";

const patch = await (await fetch("/patch")).text();
document.getElementById("root").innerHTML = html(patch, { drawFileList: false, outputFormat: "line-by-line", matching: "lines" });
