-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "roles" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "rateLimit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "invitation" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT,
    "name" TEXT,
    "roles" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT,
    "invitedBy" TEXT
);

-- CreateTable
CREATE TABLE "app" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "standIn" TEXT,
    "addedAt" BIGINT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "policy" TEXT
);

-- CreateTable
CREATE TABLE "audit_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "upgradeId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "canonical" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "upgrade_row" (
    "upgradeId" TEXT NOT NULL PRIMARY KEY,
    "appId" TEXT NOT NULL,
    "laneId" TEXT NOT NULL,
    "startedAt" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "state" TEXT NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "lastAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "upgradeId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "job" TEXT,
    CONSTRAINT "delivery_upgradeId_seq_fkey" FOREIGN KEY ("upgradeId", "seq") REFERENCES "audit_record" ("upgradeId", "seq") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "agent_cursor" (
    "agentId" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "opened_mark" (
    "personId" TEXT NOT NULL,
    "hunkId" TEXT NOT NULL,
    "openedAt" BIGINT NOT NULL,

    PRIMARY KEY ("personId", "hunkId")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rateLimit_key_key" ON "rateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "audit_record_upgradeId_seq_key" ON "audit_record"("upgradeId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_record_upgradeId_prevHash_key" ON "audit_record"("upgradeId", "prevHash");

-- CreateIndex
CREATE INDEX "upgrade_row_startedAt_idx" ON "upgrade_row"("startedAt");

-- CreateIndex
CREATE INDEX "delivery_upgradeId_seq_idx" ON "delivery"("upgradeId", "seq");

-- The chain's rules, kept by the database itself. They catch mistakes; against someone who may change
-- this file there are the hashes and the signed checkpoints.

-- Refuses gaps, forks and `INSERT OR REPLACE`, which would remove a record without a DELETE.
CREATE TRIGGER "audit_record_follows" BEFORE INSERT ON "audit_record"
WHEN NEW."seq" IS NOT (SELECT coalesce(max("seq"), 0) + 1 FROM "audit_record" WHERE "upgradeId" = NEW."upgradeId")
  OR NEW."prevHash" IS NOT coalesce(
    (SELECT "hash" FROM "audit_record" WHERE "upgradeId" = NEW."upgradeId" AND "seq" = NEW."seq" - 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
  OR EXISTS (SELECT 1 FROM "audit_record" WHERE "id" = NEW."id")
BEGIN
  SELECT RAISE(ABORT, 'an audit record must follow the last one of its upgrade');
END;

CREATE TRIGGER "audit_record_stays_as_it_is" BEFORE UPDATE ON "audit_record"
BEGIN
  SELECT RAISE(ABORT, 'audit records are never changed');
END;

CREATE TRIGGER "audit_record_stays" BEFORE DELETE ON "audit_record"
BEGIN
  SELECT RAISE(ABORT, 'audit records are never removed');
END;
