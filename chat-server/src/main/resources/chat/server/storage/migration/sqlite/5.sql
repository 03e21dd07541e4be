-- The messages of bots, by which the name of a removed bot is kept while one of its messages is.
CREATE INDEX events_by_bot ON events (author) WHERE author_kind = 'BOT';

-- Whose bot a removed one was: an account may have removed so many that are still known.
ALTER TABLE users ADD COLUMN owner TEXT;
CREATE INDEX users_by_owner ON users (owner) WHERE owner IS NOT NULL;
