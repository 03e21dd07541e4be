-- Kept free for the tables of messages that change.
UPDATE rooms SET messages = messages WHERE number < 0;
