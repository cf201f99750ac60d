-- CreateTable
CREATE TABLE "policy_change" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "appId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "reason" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "policy_change_appId_idx" ON "policy_change"("appId");

CREATE TRIGGER "policy_change_stays_as_it_is" BEFORE UPDATE ON "policy_change"
BEGIN
  SELECT RAISE(ABORT, 'changes of a policy are never changed');
END;

CREATE TRIGGER "policy_change_stays" BEFORE DELETE ON "policy_change"
BEGIN
  SELECT RAISE(ABORT, 'changes of a policy are never removed');
END;
