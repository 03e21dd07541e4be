-- Which threads users follow, and up to where they have read them. root is the root of the thread; followed is
-- 0 when the user has chosen not to. turn is the order in which the states of a user were set or renewed, of
-- which the oldest are forgotten; change is the number of the state's last change, among those of the member.
-- Those of older threads are filled in by ThreadFollowers.fill. See FollowStore.
CREATE TABLE follows (
  user_id TEXT NOT NULL,
  room INTEGER NOT NULL,
  root INTEGER NOT NULL,
  followed INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (user_id, room, root)
) WITHOUT ROWID;
CREATE INDEX follows_by_turn ON follows (user_id, turn);
CREATE INDEX follows_by_room ON follows (room);

-- How often the states of the member in threads of the room have changed.
ALTER TABLE members ADD COLUMN follow_changes INTEGER NOT NULL DEFAULT 0;
