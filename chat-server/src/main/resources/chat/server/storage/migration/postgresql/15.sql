-- How many replies of a thread a user has not read is counted from the index alone.
DROP INDEX messages_by_thread;
CREATE INDEX messages_by_thread ON messages (thread, id, author, deleted) WHERE thread IS NOT NULL;
