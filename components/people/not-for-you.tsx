import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";

/** A page that a person's roles do not open: why, and who can change that. */
export function NotForYou({ title, message }: { title: string; message: string }) {
  return (
    <main className="page" id="main">
      <Empty
        framed
        level={1}
        icon={
          <span className="g" data-s="failed">
            <Icon name="lock" />
          </span>
        }
        title={title}
        actions={<ButtonLink href="/account">See your roles</ButtonLink>}
      >
        <p>{message}</p>
        <p>An administrator can give you the role.</p>
      </Empty>
    </main>
  );
}
