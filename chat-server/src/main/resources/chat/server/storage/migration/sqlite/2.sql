-- What a name looks like, by which nobody gets the twin of somebody else's: see UserName.skeleton. Filled in
-- by Names.fill. Of people whose names were twins before, each keeps theirs.
ALTER TABLE users ADD COLUMN skeleton TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
CREATE INDEX users_by_skeleton ON users (skeleton);
CREATE TABLE names (
  skeleton TEXT PRIMARY KEY
) WITHOUT ROWID;

ALTER TABLE sessions ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read write';
UPDATE sessions SET seen = coalesce((SELECT seen FROM users WHERE id = user_id), 0);
UPDATE sessions SET created = seen;

CREATE TABLE accounts (
  user_id TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  role TEXT NOT NULL,
  created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX accounts_by_role ON accounts (role) WHERE role <> 'USER';

CREATE TABLE bots (
  user_id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX bots_by_owner ON bots (owner);

CREATE TABLE invitations (
  hash TEXT PRIMARY KEY,
  uses INTEGER NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
