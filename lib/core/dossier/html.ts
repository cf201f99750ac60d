/** A piece of HTML that is safe as it is. */
export type Html = { readonly html: string };

/** Builds HTML from a template; every value that is no HTML itself is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly (Html | string | number | readonly Html[])[]): Html {
  return { html: strings.reduce((text, piece, index) => text + toHtml(values[index - 1] ?? "") + piece) };
}

function toHtml(value: Html | string | number | readonly Html[]): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escapeHtml(value);
  return "html" in value ? value.html : value.map((part) => part.html).join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML shows it; invisible and direction-changing characters become visible. */
function escapeHtml(text: string): string {
  return text
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (hidden) =>
      hidden === "\n" ? " " : `‹U+${hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`,
    )
    .replace(/[&<>"']/g, (special) => ENTITIES[special] ?? special);
}
