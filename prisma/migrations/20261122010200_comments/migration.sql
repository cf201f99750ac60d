-- CreateTable
CREATE TABLE "comment_draft" (
    "personId" TEXT NOT NULL,
    "upgradeId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "mustFix" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "savedAt" BIGINT NOT NULL,

    PRIMARY KEY ("personId", "upgradeId", "id")
);

-- CreateTable
CREATE TABLE "read_mark" (
    "personId" TEXT NOT NULL,
    "upgradeId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    PRIMARY KEY ("personId", "upgradeId")
);
