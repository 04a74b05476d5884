-- org/variant inside stories, first half: names of any kind that lack an inner word of another.

CREATE MACRO capitals(written) AS list_filter(
  regexp_extract_all(written, '[\p{L}\p{N}][\p{L}\p{N}''’.-]*'),
  lambda word: regexp_matches(word, '^\p{Lu}') AND NOT is_minor(word));

-- Every long phrase without each of its inner words: half of a key is what is left, half the whole.
CREATE TABLE longer AS
WITH each_key AS (
  SELECT article, row, written, twin, date, keys, bearer, start_byte, end_byte,
    unnest(more) AS key, generate_subscripts(more, 1) AS nth
  FROM phrases WHERE len(more) > 0
), cut AS (
  SELECT *, (key >> 32) & 4294967295 AS rest, key & 4294967295 AS name FROM each_key
)
SELECT *, list_position(keys, name) - 1 AS start,
  row_number() OVER (PARTITION BY article, row, name ORDER BY nth) AS gap
FROM cut;

CREATE TABLE shorter AS
WITH each_key AS (
  SELECT article, row, written, twin, bearer, start_byte, end_byte, unnest(keys) AS rest
  FROM phrases
)
SELECT * FROM each_key SEMI JOIN longer USING (rest);

-- Where somebody has the short form: the longer ones it may be meant to be.
CREATE TABLE shortened AS
WITH met AS (
  SELECT l.* FROM longer l SEMI JOIN shorter USING (rest)
), certain AS (
  SELECT name, count(DISTINCT gap) > 1 AS certain FROM met GROUP BY name
), short AS (
  SELECT rest, count(DISTINCT twin) AS short_votes, bool_and(written IS NULL) AS two,
    list(article) AS articles, list(written) FILTER (bearer > 0) AS borne
  FROM shorter GROUP BY rest HAVING count(*) <= 60
), long AS (
  SELECT rest, name, count(DISTINCT twin) AS votes, bool_and(start > 0) AS behind,
    list(article) AS articles,
    arg_min(capitals(written)[start + gap + 1], (article, row, start)) AS lost
  FROM met GROUP BY rest, name
)
SELECT rest, name, certain, votes, short_votes, lost
FROM long l JOIN short s USING (rest) JOIN certain USING (name)
WHERE votes >= CASE WHEN certain THEN 1 ELSE 2 END AND (certain OR votes >= short_votes)
  AND NOT (two AND behind) AND NOT list_has_any(l.articles, s.articles)
  AND lower(lost) NOT IN ('assistant', 'deputy', 'acting', 'vice', 'associate', 'senior', 'chief',
    'former', 'interim', 'general', 'executive', 'principal', 'county', 'state', 'department')
  AND len(list_filter(coalesce(s.borne, []), lambda w: contains(coalesce(w, ''), lost))) = 0;

-- The articles of one short form that are looked at, the first of each longer one among them.
CREATE TABLE shortened_articles AS
WITH every AS (
  SELECT s.rest, s.article, 0 AS part, 0 AS name, s.article AS source, s.row
  FROM shorter s SEMI JOIN shortened USING (rest)
  UNION ALL
  SELECT l.rest, l.article, 1, l.name, l.article, l.row
  FROM longer l SEMI JOIN shortened USING (rest, name)
  QUALIFY row_number() OVER (PARTITION BY l.rest, l.name ORDER BY l.article, l.row, l.start, l.gap) <= 60
), first AS (
  SELECT * FROM every QUALIFY row_number() OVER (PARTITION BY rest ORDER BY part, name, source, row) <= 120
)
SELECT DISTINCT rest, article FROM first;
