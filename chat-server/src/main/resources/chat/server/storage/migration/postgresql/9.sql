-- How far each consumer of the log is in each room, and in which log of it. See LogFollower.
CREATE TABLE followers (
  name TEXT COLLATE "C" NOT NULL,
  room BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  epoch TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  floor BIGINT NOT NULL,
  PRIMARY KEY (name, room)
);
CREATE INDEX followers_by_id ON followers (name, id);
