-- Words have another form since: see Folding. The index is made anew from the log.
DELETE FROM documents;
DELETE FROM indexed;
