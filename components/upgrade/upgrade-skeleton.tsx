import { Skeleton } from "@/components/ui/skeleton";

/** The three columns of the page, empty. */
export function UpgradeSkeleton() {
  return (
    <>
      <div className="sub" />
      <div className="up">
        <div className="rail hide-sm px-4">
          <Skeleton label="Loading the steps" lines={12} />
        </div>
        <main className="stage" id="main">
          <Skeleton label="Loading the upgrade" lines={8} />
        </main>
        <div className="side hide-sm px-4">
          <Skeleton label="Loading its state" lines={8} />
        </div>
      </div>
    </>
  );
}
