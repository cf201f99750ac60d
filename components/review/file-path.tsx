import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileNameOf } from "@/lib/core/review/view-path";

/** A path with its name in front of the eye; of where it was before, what differs. */
export function FilePath({ path, oldPath }: { path: string; oldPath: string | null }) {
  const now = toParts(path);
  const was = oldPath === null ? null : toParts(oldPath);
  const isSameFolder = was?.folder === now.folder;
  return (
    <h3 className="path" title={oldPath === null ? path : `${oldPath} to ${path}`}>
      {was && (
        <>
          <span>{was.folder}</span>
          {(isSameFolder || was.name !== now.name) && <span className="was">{was.name}</span>}
          <span className="to"> → </span>
        </>
      )}
      {!isSameFolder && <span>{now.folder}</span>}
      <b>{now.name}</b>
    </h3>
  );
}

/** The stamp of a migration counts with its folder. */
function toParts(path: string): { readonly folder: string; readonly name: string } {
  const name = fileNameOf(path);
  const [stamp = ""] = /^\d{14}_/.exec(name) ?? [];
  return { folder: toVisibleText(path.slice(0, path.length - name.length) + stamp), name: toVisibleText(name.slice(stamp.length)) };
}
