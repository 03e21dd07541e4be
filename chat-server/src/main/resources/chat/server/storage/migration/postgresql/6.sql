-- Looks leave out the points of Hebrew and Arabic and put the marks of a letter in one order since: see
-- NameMarks. Names.fill and RoomLooks.fill compute those of users and rooms anew.
UPDATE rooms SET public_look = NULL;
