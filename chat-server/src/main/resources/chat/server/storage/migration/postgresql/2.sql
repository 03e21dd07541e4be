-- What a name looks like, by which nobody gets the twin of somebody else's: see UserName.skeleton. Filled in
-- by Names.fill. Of people whose names were twins before, each keeps theirs.
ALTER TABLE users ADD COLUMN skeleton TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN retired BIGINT NOT NULL DEFAULT 0;
CREATE INDEX users_by_skeleton ON users (skeleton);
CREATE TABLE names (
  skeleton TEXT COLLATE "C" PRIMARY KEY
);

ALTER TABLE sessions ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN scopes TEXT COLLATE "C" NOT NULL DEFAULT 'read write';
UPDATE sessions SET seen = coalesce((SELECT seen FROM users WHERE id = user_id), 0);
UPDATE sessions SET created = seen;

CREATE TABLE accounts (
  user_id TEXT COLLATE "C" PRIMARY KEY,
  password TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL
);
CREATE INDEX accounts_by_role ON accounts (role) WHERE role <> 'USER';

CREATE TABLE bots (
  user_id TEXT COLLATE "C" PRIMARY KEY,
  owner TEXT COLLATE "C" NOT NULL,
  scopes TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL
);
CREATE INDEX bots_by_owner ON bots (owner);

CREATE TABLE invitations (
  hash TEXT COLLATE "C" PRIMARY KEY,
  uses BIGINT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
