-- A read marker goes back only when its user marks messages as unread, which begins a new generation of
-- it: see ReadMarker.
ALTER TABLE members ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;

-- Of which messages of the room the member wants to be notified, and until when, 0 for no end: see
-- Notifications.
ALTER TABLE members ADD COLUMN level TEXT NOT NULL DEFAULT 'ALL';
ALTER TABLE members ADD COLUMN level_until INTEGER NOT NULL DEFAULT 0;
