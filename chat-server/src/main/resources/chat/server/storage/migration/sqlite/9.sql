-- How far each consumer of the log is in each room, and in which log of it. See LogFollower.
CREATE TABLE followers (
  name TEXT NOT NULL,
  room INTEGER NOT NULL,
  id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  floor INTEGER NOT NULL,
  PRIMARY KEY (name, room)
) WITHOUT ROWID;
CREATE INDEX followers_by_id ON followers (name, id);
