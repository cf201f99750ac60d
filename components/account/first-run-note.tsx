import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";

/** Nobody can sign in yet: where the first administrator's link is. */
export function FirstRunNote() {
  return (
    <Empty framed level={1} title="Nobody has an account yet" actions={<ButtonLink href="/sign-in">I have used the link</ButtonLink>}>
      <p>The first administrator arrives by a one-time link. It is in the output of the server, where it was started:</p>
      <p>
        <code>npm start</code> prints it, and it works once and for 30 minutes. Start the server again for a new one.
      </p>
    </Empty>
  );
}
