-- Documents are found by windows of time too: see SqliteWordIndex. The index is made anew from the
-- log.
INSERT INTO postings (postings) VALUES ('delete-all');
DELETE FROM documents;
DELETE FROM indexed;
