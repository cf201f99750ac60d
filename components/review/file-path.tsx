import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileNameOf } from "@/lib/core/review/view-path";

/** A path with its name in front of the eye; where it was before, when that differs. */
export function FilePath({ path, oldPath }: { path: string; oldPath: string | null }) {
  const name = fileNameOf(path);
  const [stamp = ""] = /^\d{14}_/.exec(name) ?? [];
  const folder = path.slice(0, path.length - name.length) + stamp;
  return (
    <h3 className="path" title={oldPath === null ? path : `${oldPath} to ${path}`}>
      {oldPath !== null && <span className="was">{toVisibleText(oldPath)} → </span>}
      <span>{toVisibleText(folder)}</span>
      <b>{toVisibleText(name.slice(stamp.length))}</b>
    </h3>
  );
}
