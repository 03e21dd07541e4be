-- Words have another form since: see Folding. The index is made anew from the log.
INSERT INTO postings (postings) VALUES ('delete-all');
DELETE FROM documents;
DELETE FROM indexed;
