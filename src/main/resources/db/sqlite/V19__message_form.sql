-- How a rendered message is drawn: 'cards', 'list' or 'plain'; empty before it is rendered. Of the forms of earlier
-- versions, cards alone have fields, and plain text alone has no embeds.
ALTER TABLE outbox ADD COLUMN form VARCHAR(16);
UPDATE outbox SET form = CASE
    WHEN content NOT LIKE '%"embeds":[%' THEN 'plain'
    WHEN content LIKE '%"fields":[%' THEN 'cards'
    ELSE 'list' END
WHERE content IS NOT NULL;
