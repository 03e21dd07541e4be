-- What the name of a public room looks like, by which no new room is taken for it: see RoomName.skeleton.
-- Filled in by RoomLooks.fill. Of rooms that looked alike before, each keeps its name, and the first
-- has the look.
ALTER TABLE rooms ADD COLUMN public_look TEXT;
CREATE UNIQUE INDEX rooms_by_public_look ON rooms (public_look) WHERE public_look IS NOT NULL;
