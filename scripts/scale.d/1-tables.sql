-- Rows of `newslint mentions` (the view `mentions`) as tables by kind, and what is counted by key.

-- Whether two words are one slip apart: a letter too many, too few, another one, or two changed over.
CREATE MACRO heads(a, b) AS
  len(list_filter(range(1, least(length(a), length(b)) + 1), lambda i: left(a, i) = left(b, i)));
CREATE MACRO tails(a, b) AS
  len(list_filter(range(1, least(length(a), length(b)) + 1), lambda i: right(a, i) = right(b, i)));
CREATE MACRO one_off(a, b) AS a <> b AND abs(length(a) - length(b)) <= 1 AND CASE
  WHEN length(a) <> length(b) THEN heads(a, b) + tails(a, b) >= least(length(a), length(b))
  WHEN heads(a, b) + tails(a, b) = length(a) - 1 THEN true
  ELSE heads(a, b) + tails(a, b) = length(a) - 2
    AND a[heads(a, b) + 1] = b[heads(a, b) + 2] AND a[heads(a, b) + 2] = b[heads(a, b) + 1]
END;
-- What word lists say of a word: bits of `traits`.
CREATE MACRO is_common(traits) AS traits & 1 <> 0;
CREATE MACRO is_place(traits) AS traits & 2 <> 0;
CREATE MACRO is_head(traits) AS traits & 4 <> 0;
CREATE MACRO is_given(traits) AS traits & 8 <> 0;
CREATE MACRO is_frequent(traits) AS traits & 16 <> 0;
-- "Which side is wrong": a majority of independent votes.
CREATE MACRO decides(many, few) AS many >= 3 AND many >= 4 * few;

CREATE TABLE articles AS
SELECT article, date, twin, apostrophes, regexp_replace(article, '/?[^/]*$', '') AS folder
FROM mentions WHERE kind = 'article';

CREATE TABLE folders AS
SELECT folder, count(*) AS size FROM articles GROUP BY folder;

-- Words that tell one story from another: those that few articles share.
CREATE TABLE marks AS
WITH every AS (
  SELECT article, kind, unnest(keys) AS mark FROM mentions WHERE kind IN ('marks', 'sayings')
), rare AS (
  SELECT mark FROM every GROUP BY mark HAVING count(*) BETWEEN 2 AND 30
)
SELECT * FROM every SEMI JOIN rare USING (mark);

CREATE TABLE mark_counts AS
SELECT article, len(keys) AS count FROM mentions WHERE kind = 'marks';

CREATE TABLE names AS
SELECT article, row, given, surname, written, title, times, list, headline, twin, start_byte, end_byte
FROM mentions WHERE kind = 'person';

CREATE TABLE people AS
SELECT surname, given, count(*) AS uses, count(DISTINCT twin) AS votes,
  any_value(traits) AS traits, any_value(keys) AS keys
FROM mentions WHERE kind = 'person' GROUP BY surname, given;

CREATE TABLE bearers AS
SELECT surname, count(*) AS count FROM people GROUP BY surname;

CREATE TABLE orgs AS
SELECT article, row, name, written, acronym, times, headed, local, twin, date, start_byte, end_byte,
  traits, more[1] AS acronym_key
FROM mentions WHERE kind = 'organization' AND name IS NOT NULL;

CREATE TABLE bodies AS
SELECT name, string_split(name, ' ') AS words, count(*) AS uses, count(DISTINCT twin) AS votes,
  any_value(traits) AS traits, any_value(keys) AS keys, min_by(written, article) AS first_written
FROM mentions WHERE kind = 'organization' AND name IS NOT NULL GROUP BY name;

-- How its latest article writes a body's name.
CREATE TABLE usual AS
SELECT name, written FROM orgs
QUALIFY row_number() OVER (PARTITION BY name ORDER BY date DESC NULLS LAST, article) = 1;

CREATE TABLE acronyms AS
SELECT article, unnest(keys) AS key FROM mentions WHERE kind = 'acronyms';

CREATE TABLE phrases AS
SELECT article, row, written, twin, date, start_byte, end_byte, keys, more,
  coalesce(traits[1], 0) AS bearer
FROM mentions WHERE kind = 'phrase';
