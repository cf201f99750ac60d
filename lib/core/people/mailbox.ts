/**
 * An address as one mailbox: without case and without a `+tag`.
 *
 * Two spellings of one mailbox are one person; it is the careful reading, since a match only takes a sign-off
 * away. An address of another provider is another mailbox: nobody is recognised behind it.
 */
export function toMailbox(email: string): string {
  const address = email.trim().normalize("NFKC").toLowerCase();
  const at = address.lastIndexOf("@");
  if (at < 1) return address;
  const local = address.slice(0, at);
  const plus = local.indexOf("+");
  return `${plus > 0 ? local.slice(0, plus) : local}${address.slice(at)}`;
}

/** Whether two addresses are one mailbox. */
export function isSameMailbox(left: string, right: string): boolean {
  return toMailbox(left) === toMailbox(right);
}
