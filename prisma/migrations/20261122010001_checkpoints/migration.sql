-- CreateTable
CREATE TABLE "checkpoint" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "canonical" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "checkpoint_head" (
    "upgradeId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "head" TEXT NOT NULL,
    "trail" TEXT NOT NULL,

    PRIMARY KEY ("upgradeId", "number")
);

-- CreateTable
CREATE TABLE "cosignature" (
    "number" INTEGER NOT NULL,
    "publicKey" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "signature" TEXT NOT NULL,

    PRIMARY KEY ("number", "publicKey")
);

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_prevHash_key" ON "checkpoint"("prevHash");

-- CreateIndex
CREATE UNIQUE INDEX "checkpoint_hash_key" ON "checkpoint"("hash");

-- CreateIndex
CREATE INDEX "checkpoint_head_number_idx" ON "checkpoint_head"("number");

CREATE TRIGGER "checkpoint_follows" BEFORE INSERT ON "checkpoint"
WHEN NEW."number" IS NOT (SELECT coalesce(max("number"), 0) + 1 FROM "checkpoint")
  OR NEW."prevHash" IS NOT coalesce(
    (SELECT "hash" FROM "checkpoint" WHERE "number" = NEW."number" - 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
  SELECT RAISE(ABORT, 'a checkpoint must follow the last one');
END;

CREATE TRIGGER "checkpoint_stays_as_it_is" BEFORE UPDATE ON "checkpoint"
BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never changed');
END;

CREATE TRIGGER "checkpoint_stays" BEFORE DELETE ON "checkpoint"
BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never removed');
END;

CREATE TRIGGER "checkpoint_head_belongs_to_the_last" BEFORE INSERT ON "checkpoint_head"
WHEN NEW."number" IS NOT (SELECT max("number") FROM "checkpoint")
  OR EXISTS (SELECT 1 FROM "checkpoint_head" WHERE "upgradeId" = NEW."upgradeId" AND ("number" >= NEW."number" OR "length" >= NEW."length"))
BEGIN
  SELECT RAISE(ABORT, 'a head belongs to the last checkpoint and is longer than the one before');
END;

CREATE TRIGGER "checkpoint_head_stays_as_it_is" BEFORE UPDATE ON "checkpoint_head"
BEGIN
  SELECT RAISE(ABORT, 'heads of checkpoints are never changed');
END;

CREATE TRIGGER "checkpoint_head_stays" BEFORE DELETE ON "checkpoint_head"
BEGIN
  SELECT RAISE(ABORT, 'heads of checkpoints are never removed');
END;

CREATE TRIGGER "cosignature_is_of_a_checkpoint" BEFORE INSERT ON "cosignature"
WHEN NOT EXISTS (SELECT 1 FROM "checkpoint" WHERE "number" = NEW."number")
  OR EXISTS (SELECT 1 FROM "cosignature" WHERE "number" = NEW."number" AND "publicKey" = NEW."publicKey")
BEGIN
  SELECT RAISE(ABORT, 'a cosignature belongs to a checkpoint, one for each key');
END;

CREATE TRIGGER "cosignature_stays_as_it_is" BEFORE UPDATE ON "cosignature"
BEGIN
  SELECT RAISE(ABORT, 'cosignatures are never changed');
END;

CREATE TRIGGER "cosignature_stays" BEFORE DELETE ON "cosignature"
BEGIN
  SELECT RAISE(ABORT, 'cosignatures are never removed');
END;
