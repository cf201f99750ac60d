/**
 * Goes to another bucket of the review without asking the server: the layout holds everything a bucket shows,
 * so two keys pressed in a row land where the second one says.
 */
export function goToBucket(href: string, title: string): void {
  window.history.pushState(null, "", href);
  document.title = `Review ${title} · Upgrade Review`;
}
