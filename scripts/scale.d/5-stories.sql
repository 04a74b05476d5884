-- Which of the articles that were asked about tell the same story: a join over rare marks.

CREATE TABLE asked AS
SELECT DISTINCT a, b, but FROM (
  SELECT article AS a, other AS b, mark AS but FROM doubtful_uses
  UNION ALL SELECT article, other, NULL FROM variant_uses
  UNION ALL SELECT x.article, y.article, NULL FROM shortened_articles x
    JOIN shortened_articles y USING (rest)
) WHERE a <> b;

CREATE TABLE told AS
WITH facts AS (
  SELECT p.a, p.b, p.but, CASE
      WHEN abs(x.date - y.date) > 14 THEN NULL
      WHEN x.date IS NOT NULL AND y.date IS NOT NULL THEN 3
      WHEN x.folder = y.folder AND f.size <= 60 THEN 2
      ELSE least(4, greatest(3, least(coalesce(m.count, 0), coalesce(n.count, 0)) // 2))
    END AS needed
  FROM asked p JOIN articles x ON x.article = p.a JOIN articles y ON y.article = p.b
  JOIN folders f ON f.folder = x.folder
  LEFT JOIN mark_counts m ON m.article = p.a LEFT JOIN mark_counts n ON n.article = p.b
), shared AS (
  SELECT p.a, p.b, p.but, p.needed, count(*) FILTER (m.kind = 'marks') AS names,
    count(*) FILTER (m.kind = 'sayings') AS sayings
  FROM facts p JOIN marks m ON m.article = p.a
  JOIN marks n ON n.article = p.b AND n.mark = m.mark AND n.kind = m.kind
  WHERE p.needed IS NOT NULL AND m.mark IS DISTINCT FROM p.but
  GROUP BY p.a, p.b, p.but, p.needed
)
SELECT a, b, but FROM shared WHERE sayings > 0 OR names >= needed;
