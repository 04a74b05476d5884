//! Examples of checks: headings of the fixtures that newslint's own tests run, cut to the width of a
//! terminal.

/// Every check with the heading of its fixture in which it speaks first.
const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// Columns that an example takes.
const WIDTH: usize = 92;
/// Columns that are shown before the first mark of a long line.
const BEFORE: usize = 24;

/// What the example of a check shows, and its files with what is found in them.
pub(super) fn of(check: &str) -> Option<(&'static str, String)> {
    let (_, heading) = ALL.iter().find(|(name, _)| *name == check)?;
    let (title, blocks) = heading.split_once('\n')?;
    let title = title.split_once(": ").map_or(title, |(_, title)| title);
    let mut out = String::new();
    let mut lines = blocks.lines();
    while let Some(line) = lines.next() {
        let words = line.trim_start_matches(['`', '~']);
        let (fence, _) = line.split_at(line.len() - words.len());
        if fence.len() < 3 {
            continue;
        }
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        let path = words.split_once(' ').map_or_else(|| unnamed(words), |(_, path)| path);
        let archive = if words.starts_with("archive") { " (published)" } else { "" };
        out.push_str(&format!("    {path}{archive}\n"));
        file(&inside, &mut out);
        out.push('\n');
    }
    Some((title, out))
}

/// How a file is called where its block doesn't say it.
fn unnamed(kind: &str) -> &str {
    match kind {
        "config" => "newslint.toml",
        "pack" => "lints/house.toml",
        "archive" => "archive.txt",
        _ => "article.txt",
    }
}

fn file(lines: &[&str], out: &mut String) {
    let mut at = 0;
    while at < lines.len() {
        let marks = lines[at + 1..].iter().take_while(|line| is_mark(line)).count();
        let group = &lines[at..=at + marks];
        for line in windows(group) {
            out.push_str(format!("    | {line}").trim_end());
            out.push('\n');
        }
        at += marks + 1;
    }
}

/// Whether a line points at the one above it.
fn is_mark(line: &str) -> bool {
    let bare = line.trim_start();
    let mark = bare.chars().next().filter(|c| matches!(c, '^' | '-'));
    let message = mark.and_then(|mark| bare.trim_start_matches(mark).strip_prefix(' '));
    message.is_some_and(|message| message.contains('/') && message.contains(": "))
}

/// Where a mark begins and ends.
fn marked(line: &str) -> (usize, usize) {
    let start = line.chars().take_while(|c| *c == ' ').count();
    let width = line.chars().skip(start).take_while(|c| matches!(c, '^' | '-')).count();
    (start, start + width)
}

/// A line and the marks below it; where they lie too far apart, once more for each.
fn windows(group: &[&str]) -> Vec<String> {
    let [text, marks @ ..] = group else { return Vec::new() };
    let text: Vec<char> = text.chars().collect();
    let places = || marks.iter().map(|line| marked(line));
    let first = places().map(|(start, _)| start).min().unwrap_or_default();
    let last = places().map(|(_, end)| end).max().unwrap_or_default();
    if last - first > WIDTH - BEFORE && marks.len() > 1 {
        let single = |mark: &&str| window(&text, &[*mark], marked(mark));
        return marks.iter().flat_map(single).collect();
    }
    window(&text, marks, (first, last))
}

/// A line and marks below it; of a long line the part that they point at.
fn window(text: &[char], marks: &[&str], (first, last): (usize, usize)) -> Vec<String> {
    let mut from = if text.len() <= WIDTH { 0 } else { first.saturating_sub(BEFORE) };
    // A window begins and ends between words.
    while from > 0 && text.get(from - 1).is_some_and(|c| *c != ' ') {
        from -= 1;
    }
    let mut to = text.len().min((from + WIDTH).max(last));
    while to < text.len() && to > last && text.get(to - 1).is_some_and(|c| *c != ' ') {
        to -= 1;
    }
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < text.len() { "…" } else { "" };
    let shown: String = text.get(from..to).unwrap_or_default().iter().collect();
    let mut lines = vec![format!("{head}{shown}{tail}")];
    let moved = |line: &&str| {
        let line: String = line.chars().skip(from).collect();
        format!("{}{line}", " ".repeat(head.chars().count()))
    };
    lines.extend(marks.iter().map(moved));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;

    #[test]
    fn every_check_has_an_example_whose_marks_point_at_their_text() {
        for check in checks::ALL {
            let name = check.info().name;
            let (title, text) = of(name).unwrap_or_else(|| panic!("{name} has no example"));
            assert!(!title.is_empty() && !title.starts_with('#'), "{name}: {title}");
            let spoken = format!(" {name}: ");
            assert!(text.lines().any(|l| l.contains('^') && l.contains(&spoken)), "{name}: {text}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_its_marks() {
        let text = format!("{}wrong {}", "before it ".repeat(12), "after it ".repeat(20));
        let mark = format!("{}^^^^^ error org/name: wrong", " ".repeat(120));
        let lines = windows(&[&text, &mark]);
        assert_eq!(lines.len(), 2);
        let start = lines[1].chars().take_while(|c| *c == ' ').count();
        assert_eq!(lines[0].chars().skip(start).take(5).collect::<String>(), "wrong");
        assert!(lines[0].starts_with("… ") && lines[0].ends_with('…'), "{}", lines[0]);
        assert!(lines[0].chars().count() <= WIDTH + 3);
        assert_eq!(windows(&["short"]), ["short"]);
        let far = format!("{}^^^ error org/name: far", " ".repeat(8));
        let lines = windows(&[&text, &far, &mark]);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[1].ends_with(": far") && lines[3].ends_with(": wrong"), "{lines:?}");
    }
}
