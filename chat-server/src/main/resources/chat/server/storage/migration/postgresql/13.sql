-- Which threads users follow, and up to where they have read them. root is the root of the thread; followed is
-- 0 when the user has chosen not to. turn is the order in which the states of a user were set or renewed, of
-- which the oldest are forgotten; change is the number of the state's last change, among those of the member.
-- Those of older threads are filled in by ThreadFollowers.fill. See FollowStore.
CREATE TABLE follows (
  user_id TEXT COLLATE "C" NOT NULL,
  room BIGINT NOT NULL,
  root BIGINT NOT NULL,
  followed BIGINT NOT NULL,
  mark BIGINT NOT NULL,
  turn BIGINT NOT NULL,
  change BIGINT NOT NULL,
  PRIMARY KEY (user_id, room, root)
);
CREATE INDEX follows_by_turn ON follows (user_id, turn);
CREATE INDEX follows_by_room ON follows (room);

-- How often the states of the member in threads of the room have changed.
ALTER TABLE members ADD COLUMN follow_changes BIGINT NOT NULL DEFAULT 0;
