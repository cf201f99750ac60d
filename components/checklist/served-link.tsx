export type ServedLinkProps = { url: string };

/** The address of the served app, as a link when it is an address of the web. */
export function ServedLink({ url }: ServedLinkProps) {
  if (!isWebAddress(url)) return <span className="mono">{url}</span>;
  return (
    <a className="mono [overflow-wrap:anywhere]" href={url} target="_blank" rel="noreferrer noopener">
      {url}
      <span className="vh"> (opens the app in a new tab)</span>
    </a>
  );
}

export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
