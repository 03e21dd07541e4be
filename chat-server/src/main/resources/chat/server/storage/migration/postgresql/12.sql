-- Messages that users have begun to write. root is the root of the thread, 0 outside of threads; an empty
-- text is that of a removed draft, whose rev is kept. weight is its size in a reply. See DraftStore.
CREATE TABLE drafts (
  user_id TEXT COLLATE "C" NOT NULL,
  room BIGINT NOT NULL,
  root BIGINT NOT NULL,
  text TEXT NOT NULL,
  reply_to BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  PRIMARY KEY (user_id, room, root)
);
CREATE INDEX drafts_by_room ON drafts (room);

-- How often drafts of the member in the room have changed.
ALTER TABLE members ADD COLUMN draft_changes BIGINT NOT NULL DEFAULT 0;
