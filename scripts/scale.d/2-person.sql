-- person/variant, first half: names one slip from an established one, and what may be such a name.

-- A slip that counts: of five letters at least, no plural, no word of its own.
CREATE MACRO letters(a) AS regexp_replace(a, '[^\p{L}]', '', 'g');
CREATE MACRO is_slip_of(a, b, traits) AS least(length(a), length(b)) >= 5
  AND a || 's' <> b AND b || 's' <> a AND letters(a) <> letters(b) AND NOT is_common(traits)
  AND one_off(a, b);

-- Established names meet the others under the keys of their slips.
CREATE TABLE near_names AS
WITH established AS (
  SELECT surname, given, traits, unnest(keys) AS key FROM people WHERE uses >= 3 AND votes >= 3
), every AS (
  SELECT surname, given, traits, unnest(keys) AS key FROM people
), near AS (
  SELECT DISTINCT n.surname, n.given, e.surname AS right_surname, e.given AS right_given
  FROM every n JOIN established e USING (key)
  WHERE n.given = e.given AND is_slip_of(n.surname, e.surname, n.traits[2])
    OR n.surname = e.surname AND is_slip_of(n.given, e.given, n.traits[1])
      AND NOT (is_given(n.traits[1]) AND is_given(e.traits[1]))
)
SELECT * FROM near QUALIFY count(*) OVER (PARTITION BY surname, given) = 1;

-- Where a letter may have been lost from the usual form on its way: which one, from 1.
CREATE MACRO lost(short, long) AS list_filter(range(1, length(long) + 1),
  lambda i: left(long, i - 1) || substr(long, i + 1) = short)[1];
CREATE MACRO is_lost(word, nth, bare) AS nth IS NOT NULL AND (
  regexp_matches(word[nth], '[^\x00-\x7f]') OR bare AND contains('aceinouy', word[nth])
  AND coalesce(word[nth] <> nullif(word[nth + 1], ''), true)
  AND (nth = 1 OR word[nth] <> word[nth - 1]));

-- The same office before both names.
CREATE TABLE offices AS
SELECT DISTINCT surname, given, title FROM names WHERE contains(title, ' ');

CREATE TABLE slipped_names AS
WITH judged AS (
  SELECT n.*, p.votes, r.votes AS many,
    b.count <= 2 AND c.count <= 2 AS alone,
    (SELECT bool_and(NOT a.apostrophes) FROM names u JOIN articles a USING (article)
      WHERE u.surname = n.right_surname AND u.given = n.right_given) AS bare,
    EXISTS (SELECT 1 FROM offices x JOIN offices y USING (title)
      WHERE x.surname = n.surname AND x.given = n.given
        AND y.surname = n.right_surname AND y.given = n.right_given) AS same_office
  FROM near_names n
  JOIN people p USING (surname, given)
  JOIN people r ON r.surname = n.right_surname AND r.given = n.right_given
  JOIN bearers b ON b.surname = n.surname
  JOIN bearers c ON c.surname = n.right_surname
)
SELECT * FROM judged
WHERE decides(many, votes) AND (alone OR same_office) AND NOT CASE
  WHEN lost(right_surname, surname) IS NOT NULL
    THEN is_lost(surname, lost(right_surname, surname), bare)
  ELSE coalesce(is_lost(given, lost(right_given, given), bare), false) END;

-- A name from another script has several right spellings.
CREATE MACRO bare_letters(a) AS string_split(regexp_replace(a, '[aeiouy]', '', 'g'), '');
CREATE MACRO skeleton(a) AS list_filter(bare_letters(a),
  lambda c, i: i = 1 OR c <> bare_letters(a)[i - 1]);
CREATE MACRO is_transliterated(a, b) AS skeleton(a) = skeleton(b)
  AND list_sort(string_split(a, '')) <> list_sort(string_split(b, ''));

-- "Malcom Ostrander" where there is one Malcolm.
CREATE TABLE doubtful AS
WITH bearer AS (
  SELECT surname, given, votes, traits FROM people
  QUALIFY row_number() OVER (PARTITION BY surname ORDER BY given) <= 60
), near AS (
  SELECT d.article, d.row, d.start_byte, d.end_byte, d.keys[1] AS mark, d.surname, d.traits AS own,
    d.date, b.given AS right_given, b.votes,
    count(*) OVER (PARTITION BY d.article, d.row) AS several
  FROM mentions d JOIN bearer b ON b.surname = d.surname
  WHERE d.kind = 'doubtful' AND is_given(b.traits[1]) AND left(d.given, 1) = left(b.given, 1)
    AND least(strlen(d.given), strlen(b.given)) > 3 AND one_off(d.given, b.given)
    AND NOT is_transliterated(d.given, b.given)
)
SELECT * FROM near
WHERE several = 1 AND NOT EXISTS (SELECT 1 FROM names u WHERE u.article = near.article
  AND u.surname = near.surname AND u.given = near.right_given);

-- Articles that may tell the same story: to be asked about.
CREATE TABLE doubtful_uses AS
SELECT d.article, d.row, u.article AS other, d.mark
FROM doubtful d JOIN names u ON u.surname = d.surname AND u.given = d.right_given
QUALIFY row_number() OVER (PARTITION BY d.article, d.row ORDER BY u.article) <= 60;
