-- Findings: where each stands.

CREATE TABLE found_person AS
SELECT n.article, n.start_byte, n.end_byte, 'person/variant' AS "check"
FROM slipped_names s JOIN names n USING (surname, given)
WHERE NOT n.list AND NOT (n.headline AND n.times > 1 AND EXISTS (SELECT 1 FROM names r
  WHERE r.article = n.article AND r.surname = s.right_surname AND r.given = s.right_given))
UNION ALL
SELECT d.article, d.start_byte, d.end_byte, 'person/variant'
FROM doubtful d JOIN bearers b USING (surname)
WHERE b.count = 1 AND NOT is_frequent(d.own[2]) AND d.votes >= 3
  OR EXISTS (SELECT 1 FROM doubtful_uses u JOIN told t
    ON t.a = u.article AND t.b = u.other AND t.but = u.mark
    WHERE u.article = d.article AND u.row = d.row);

-- Evidence that one body is meant, use by use.
CREATE TABLE evidence AS
WITH near AS (
  SELECT u.name, u.right_name, u.article,
    bool_or(u.article = u.other OR t.a IS NOT NULL) AS beside, bool_or(t.a IS NOT NULL) AS tells
  FROM variant_uses u LEFT JOIN told t ON t.a = u.article AND t.b = u.other AND t.but IS NULL
  GROUP BY u.name, u.right_name, u.article
), known_acronyms AS (
  SELECT name, acronym, acronym_key FROM orgs WHERE acronym IS NOT NULL GROUP BY ALL
), uses AS (
  SELECT v.*, u.article, u.written, u.acronym, u.times, u.headed, u.local, n.beside, n.tells,
    k.times AS full_times,
    EXISTS (SELECT 1 FROM known_acronyms x WHERE x.name = v.right_name AND x.acronym = u.acronym)
      AS same_acronym,
    EXISTS (SELECT 1 FROM known_acronyms x JOIN acronyms y
      ON y.key = x.acronym_key AND y.article = u.article WHERE x.name = v.right_name) AS uses_acronym,
    EXISTS (SELECT 1 FROM orgs o WHERE o.article = u.article AND (o.name LIKE '% ' || v.name
      OR starts_with(o.name, v.name || ' ') AND is_place(o.traits[v.lw + 1]))) AS names_place,
    lower(u.acronym) = array_to_string(list_transform(v.words, lambda w: left(w, 1)), '') AS initials,
    len(list_filter(string_split(u.written, ' '), lambda w: is_minor(w))) > 0 AS own_joined
  FROM variants v JOIN orgs u ON u.name = v.name
  JOIN near n ON n.name = v.name AND n.right_name = v.right_name AND n.article = u.article
  LEFT JOIN orgs k ON k.name = v.right_name AND k.article = u.article
), parts AS (
  SELECT *,
    gap + 1 < lw AND array_to_string(words[1:gap + 1], ' ') IN
      (SELECT name FROM bodies WHERE votes >= 3) OR gap >= 2 AND array_to_string(words[gap:], ' ') IN
      (SELECT name FROM bodies WHERE votes >= 3) AS made_of_names
  FROM uses
)
SELECT *, CASE
    WHEN NOT headed AND how <> 'missing' OR local THEN false
    WHEN how = 'missing' AND gap = 0 AND full_times >= 3 AND times = 1 AND lw > 1 AND many >= 8
      AND len(list_filter(words, lambda w: is_local(w))) = 0 THEN true
    WHEN how = 'missing' AND names_place THEN false
    WHEN initials THEN false
    WHEN same_acronym THEN NOT (gap = 0 AND how IN ('missing', 'extra', 'replaced'))
    WHEN how = 'missing' AND (gap = 0 OR gap + 1 = lr) THEN false
    WHEN how = 'extra' AND (gap = 0 OR gap + 1 = lw) THEN false
    WHEN listed AND how <> 'missing' THEN false
    WHEN how = 'missing' THEN NOT made_of_names
      AND (own_joined OR lw > 2 OR full_times IS NOT NULL OR tells)
    WHEN how = 'extra' THEN uses_acronym AND full_times IS NOT NULL
    WHEN how = 'spelling' THEN lw >= 3 OR uses_acronym OR full_times IS NOT NULL
    WHEN how = 'swapped' THEN uses_acronym
    ELSE false END AS evident
FROM parts;

CREATE TABLE found_org AS
WITH meant AS (
  SELECT name, right_name FROM evidence
  GROUP BY name, right_name, broken, decided, many
  HAVING bool_or(evident) AND (broken OR decided OR bool_and(beside))
)
SELECT o.article, o.start_byte, o.end_byte, 'org/variant' AS "check"
FROM (SELECT DISTINCT name FROM meant) JOIN orgs o USING (name);

-- Stories: from one article on to others, as long as each tells the story of one before it.
CREATE TABLE reached AS
WITH RECURSIVE edges AS (
  SELECT x.rest, x.article AS a, y.article AS b FROM shortened_articles x
  JOIN told t ON t.a = x.article AND t.but IS NULL
  JOIN shortened_articles y ON y.rest = x.rest AND y.article = t.b
), walk AS (
  SELECT DISTINCT s.rest, s.article AS origin, s.article FROM shorter s SEMI JOIN shortened USING (rest)
  UNION
  SELECT w.rest, w.origin, e.b FROM walk w JOIN edges e ON e.rest = w.rest AND e.a = w.article
)
SELECT * FROM walk;

CREATE TABLE found_phrase AS
WITH long AS (
  SELECT l.* FROM longer l SEMI JOIN shortened USING (rest, name)
  QUALIFY row_number() OVER (PARTITION BY l.rest, l.name ORDER BY l.article, l.row, l.start, l.gap) <= 60
), short_votes AS (
  SELECT r.rest, r.origin, count(DISTINCT s.twin) AS votes
  FROM reached r JOIN shorter s ON s.rest = r.rest AND s.article = r.article GROUP BY ALL
), long_votes AS (
  SELECT r.rest, r.origin, l.name, count(DISTINCT l.twin) AS votes,
    max_by(l.written, (coalesce(l.date, DATE '0001-01-01'), l.article)) AS written,
    max_by(capitals(l.written)[l.start + l.gap + 1],
      (coalesce(l.date, DATE '0001-01-01'), l.article)) AS lost
  FROM reached r JOIN long l ON l.rest = r.rest AND l.article = r.article GROUP BY ALL
), best AS (
  SELECT v.* FROM long_votes v JOIN short_votes s USING (rest, origin) JOIN shortened n USING (rest, name)
  WHERE v.votes >= CASE WHEN n.certain THEN 1 ELSE 2 END AND (n.certain OR v.votes >= s.votes)
  QUALIFY row_number() OVER (PARTITION BY rest, origin ORDER BY v.votes DESC, name) = 1
)
SELECT s.article, s.start_byte, s.end_byte, 'org/variant' AS "check"
FROM shorter s JOIN best b ON b.rest = s.rest AND b.origin = s.article
WHERE NOT ((contains(b.written, b.lost || ' and ') OR contains(b.written, ' and ' || b.lost))
  AND NOT list_contains(string_split(coalesce(s.written, ''), ' '), 'and'));

-- Of two findings in one place the first one speaks.
CREATE TABLE findings AS
WITH every AS (
  SELECT * FROM found_person UNION SELECT * FROM found_org UNION SELECT * FROM found_phrase
), placed AS (
  SELECT *, max(end_byte) OVER (PARTITION BY article, "check" ORDER BY start_byte, end_byte
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM every
)
SELECT article, start_byte, end_byte, "check" FROM placed WHERE before IS NULL OR before <= start_byte;
