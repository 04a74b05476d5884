-- org/variant, first half: bodies whose names are one word from an established one.

CREATE MACRO is_number(a, b) AS a || 's' = b OR a || 'es' = b OR b || 's' = a OR b || 'es' = a
  OR a LIKE '%y' AND left(a, length(a) - 1) || 'ies' = b
  OR b LIKE '%y' AND left(b, length(b) - 1) || 'ies' = a;
CREATE MACRO is_word_slip(a, b, a_traits, b_traits) AS is_number(a, b)
  OR NOT (is_common(a_traits) AND is_common(b_traits)) AND NOT is_place(a_traits)
  AND damerau_levenshtein(a, b) <= CASE WHEN greatest(length(a), length(b)) <= 3 THEN 0
    WHEN greatest(length(a), length(b)) <= 7 THEN 1 ELSE 2 END;
CREATE MACRO is_minor(word) AS
  lower(word) IN ('of', 'and', 'the', 'for', 'on', 'in', 'to', '&');
CREATE MACRO is_and(word) AS coalesce(word = '&' OR lower(word) = 'and', false);
CREATE MACRO is_local(word) AS word IN ('field', 'regional', 'district', 'local');

-- Names one word apart share a key with one word left out: the one difference between them.
CREATE TABLE near_bodies AS
WITH established AS (
  SELECT name, words, traits, votes, unnest(keys) AS key FROM bodies
  WHERE len(words) BETWEEN 3 AND 14 AND uses >= 3 AND votes >= 3
), every AS (
  SELECT name, words, traits, votes, first_written, unnest(keys) AS key FROM bodies
  WHERE len(words) >= 2 AND name NOT IN (SELECT name FROM official)
), pairs AS (
  SELECT DISTINCT n.name, n.words, n.traits, n.votes, n.first_written,
    e.name AS right_name, e.words AS right_words, e.traits AS right_traits, e.votes AS many
  FROM every n JOIN established e USING (key) WHERE n.name <> e.name
), headed AS (
  SELECT *, len(words) AS lw, len(right_words) AS lr, len(list_filter(
      range(1, least(len(words), len(right_words)) + 1),
      lambda i: words[1:i] = right_words[1:i])) AS h
  FROM pairs
), tailed AS (
  SELECT *, len(list_filter(range(1, least(lw - h, lr - h) + 1),
      lambda i: words[lw - i + 1:lw] = right_words[lr - i + 1:lr])) AS t
  FROM headed
)
SELECT *, h AS gap, CASE
    WHEN lw - h - t = 0 AND lr - h - t = 1 THEN 'missing'
    WHEN lw - h - t = 1 AND lr - h - t = 0 THEN 'extra'
    WHEN lw - h - t = 1 AND lr - h - t = 1 THEN CASE
      WHEN is_word_slip(words[h + 1], right_words[h + 1], traits[h + 1], right_traits[h + 1])
      THEN 'spelling' ELSE 'replaced' END
    WHEN lw - h - t = 2 AND lr - h - t = 2
      AND words[h + 1] = right_words[h + 2] AND words[h + 2] = right_words[h + 1] THEN 'swapped'
  END AS how
FROM tailed;

-- Differences that are none of the name's, and whether the established name outweighs the other.
CREATE TABLE variants AS
WITH usual_words AS (
  SELECT n.*, regexp_split_to_array(u.written, '\s+') AS usual
  FROM near_bodies n JOIN usual u ON u.name = n.right_name WHERE n.how IS NOT NULL
), content AS (
  SELECT *, list_filter(range(1, len(usual) + 1),
      lambda i: NOT is_minor(rtrim(usual[i], ','))) AS content,
    words[gap + 1] AS a, right_words[gap + 1] AS b,
    len(list_filter(usual, lambda word: is_minor(word))) > 0 AS joined,
    right_name IN (SELECT name FROM official) AS listed
  FROM usual_words
), judged AS (
  SELECT *,
    how = 'missing' AND gap > 0 AND len(content) >= gap + 2
      AND (is_and(usual[content[gap + 1] - 1]) OR is_and(usual[content[gap + 1] + 1]))
      AND len(list_filter(string_split(first_written, ' '), lambda w: is_and(w))) > 0 AS broken,
    NOT (votes >= 3 AND many < 8 * votes) AND decides(many, votes) AS decided,
    is_number(a, b) AND regexp_replace(a, 's$', '') IN ('force', 'office', 'division', 'district',
      'court', 'department', 'attorney', 'bureau', 'branch', 'section', 'agency', 'committee',
      'center') AS counted,
    is_number(a, b) AND gap + 1 = lw AND a LIKE '%s' AND NOT is_head(traits[gap + 1])
      AND NOT joined AS several,
    regexp_matches(a, '[0-9]') OR replace(a, '''', '') = replace(b, '''', '')
      OR a || '''s' = b OR b || '''s' = a AS possessive,
    how = 'spelling' AND a = b || 's' AND EXISTS (SELECT 1 FROM orgs u JOIN articles x USING (article)
      WHERE u.name = content.name AND NOT x.apostrophes)
    OR how = 'spelling' AND b = a || 's' AND EXISTS (SELECT 1 FROM orgs u JOIN articles x USING (article)
      WHERE u.name = content.right_name AND NOT x.apostrophes) AS lost
  FROM content
)
SELECT * FROM judged
WHERE (broken OR decided OR many > votes) AND NOT lost AND NOT CASE
  WHEN how IN ('spelling', 'replaced') THEN counted OR several OR possessive
  WHEN how = 'missing' THEN b = 'office' OR is_local(b)
    OR len(list_filter(right_words, lambda word: word = b)) > 1
  ELSE false END;

-- Each use of a rare name, with the first uses of the established one: to be asked about.
CREATE TABLE variant_uses AS
SELECT v.name, v.right_name, u.article, k.article AS other
FROM variants v JOIN orgs u ON u.name = v.name JOIN (
  SELECT name, article FROM orgs
  QUALIFY row_number() OVER (PARTITION BY name ORDER BY article) <= 60
) k ON k.name = v.right_name;
