-- What was earned before there was a column for it.
UPDATE "point_balances" b SET "total_earned" = l.earned
FROM (
  SELECT user_id, creator_id, sum(amount) AS earned
  FROM point_transactions WHERE type = 'earn' GROUP BY user_id, creator_id
) l
WHERE b.user_id = l.user_id AND b.creator_id = l.creator_id;
