//! What part of a paragraph to show: a window that fits the terminal, cut at words.
//!
//! A paragraph is one line of hundreds of characters; a terminal wants eighty. Places are bytes
//! of the line; the window says where they are in what is shown. Work is bounded by the width,
//! never by the length of the line. Knows nothing about findings.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::clean;

/// Stands for text that is left out; with the space beside it two columns wide.
const MORE: &str = "…";
const MORE_WIDTH: usize = 2;

/// Characters looked at for each column of the window: marks without width must not make the
/// work endless.
const CHARS_A_COLUMN: usize = 8;

/// One line of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The text shown, harmless on a terminal.
    pub(super) text: String,
    /// Which of the labels it holds, and where in `text`.
    pub(super) marks: Vec<(usize, Range<usize>)>,
}

/// Cuts `line` into as few windows of at most `room` columns as show every label whole. Labels
/// are ranges of bytes of the line, on character boundaries.
pub(super) fn cut(line: &str, labels: &[Range<usize>], room: usize) -> Vec<Window> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&i| labels.get(i).map(|l| (l.start, l.end)));
    let mut groups: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for i in order {
        let Some(label) = labels.get(i) else { continue };
        if let Some((span, members)) = groups.last_mut() {
            let joint = span.start..span.end.max(label.end);
            if fits(line, &joint, room) {
                *span = joint;
                members.push(i);
                continue;
            }
        }
        groups.push((label.clone(), vec![i]));
    }
    groups
        .into_iter()
        .map(|(span, members)| {
            let shown = Shown::new(line, pieces(line, &span, room));
            let mark = |i: usize| Some((i, shown.mark(labels.get(i)?)));
            let marks = members.into_iter().filter_map(mark).collect();
            Window { text: shown.text, marks }
        })
        .collect()
}

/// The stretches of the line to show, in order.
fn pieces(line: &str, span: &Range<usize>, room: usize) -> Vec<Range<usize>> {
    if fits(line, span, room) {
        return vec![frame(line, span, room)];
    }
    let label = line.get(span.clone()).unwrap_or("");
    let room = inner_room(line, span, room).saturating_sub(MORE_WIDTH + 1);
    let tail = room / 2;
    let head = span.start + right_of(label, 0, room - tail);
    let tail = span.start + left_of(label, label.len(), tail);
    vec![span.start..head, tail.max(head)..span.end]
}

/// Columns that remain for `span` itself once the marks of omission beside it are set.
fn inner_room(line: &str, span: &Range<usize>, room: usize) -> usize {
    let cuts = usize::from(span.start > 0) + usize::from(span.end < line.len());
    room.saturating_sub(cuts * MORE_WIDTH)
}

fn fits(line: &str, span: &Range<usize>, room: usize) -> bool {
    let text = line.get(span.clone()).unwrap_or("");
    measure(text.chars(), inner_room(line, span, room)).is_some()
}

/// The stretch around `span`: from the start of the line if that fits, else with a quarter of the
/// window before it, so that what is said beside the underline has room too.
fn frame(line: &str, span: &Range<usize>, room: usize) -> Range<usize> {
    let (before, rest) = line.split_at_checked(span.start).unwrap_or((line, ""));
    let after = line.get(span.end..).unwrap_or("");
    let label = rest.get(..span.end - span.start).unwrap_or("");
    let spare = room.saturating_sub(measure(label.chars(), room).unwrap_or(room));
    let left = measure(before.chars().rev(), spare);
    let end_mark = if after.is_empty() { 0 } else { MORE_WIDTH };
    if let Some(left) = left {
        let right = measure(after.chars(), spare - left);
        if right.is_some() {
            return 0..line.len();
        }
        if left + end_mark <= spare {
            return 0..right_of(line, span.end, spare - left - end_mark);
        }
    }
    let both = spare.saturating_sub(MORE_WIDTH + end_mark);
    let start = left_of(line, span.start, (both / 2).min(room / 4));
    let used = width(line.get(start..span.start).unwrap_or(""));
    // Text that ends here needs no mark of omission.
    if let Some(right) = measure(after.chars(), spare.saturating_sub(MORE_WIDTH + used)) {
        return left_of(line, span.start, spare.saturating_sub(MORE_WIDTH + right))..line.len();
    }
    start..right_of(line, span.end, both.saturating_sub(used))
}

/// The furthest word boundary within `room` columns after `at`; inside a longer word, the
/// furthest character.
fn right_of(line: &str, at: usize, room: usize) -> usize {
    let rest = line.get(at..).unwrap_or("");
    let (mut used, mut furthest, mut boundary) = (0, at, None);
    let mut after_space = line.get(..at).is_none_or(|s| s.ends_with(char::is_whitespace));
    let limit = room * CHARS_A_COLUMN / 2 + 1;
    for (i, c) in rest.char_indices().take(limit) {
        let space = c.is_whitespace();
        if space && (!after_space || i == 0) {
            boundary = Some(at + i);
        }
        after_space = space;
        used += columns(c);
        if used > room {
            return boundary.unwrap_or(furthest);
        }
        furthest = at + i + c.len_utf8();
    }
    if furthest == line.len() { furthest } else { boundary.unwrap_or(furthest) }
}

/// The furthest word boundary within `room` columns before `at`; inside a longer word, the
/// furthest character.
fn left_of(line: &str, at: usize, room: usize) -> usize {
    let head = line.get(..at).unwrap_or("");
    let (mut used, mut furthest, mut boundary) = (0, at, None);
    let mut before_space = line.get(at..).is_none_or(|s| s.starts_with(char::is_whitespace));
    let limit = room * CHARS_A_COLUMN / 2 + 1;
    for (i, c) in head.char_indices().rev().take(limit) {
        let space = c.is_whitespace();
        let here = i + c.len_utf8();
        if space && (!before_space || here == at) {
            boundary = Some(here);
        }
        before_space = space;
        used += columns(c);
        if used > room {
            return boundary.unwrap_or(furthest);
        }
        // A mark without width stays with the letter before it.
        if columns(c) > 0 || i == 0 {
            furthest = i;
        }
    }
    if furthest == 0 { 0 } else { boundary.unwrap_or(furthest) }
}

/// Columns of a text, if it needs no more than `room`.
fn measure(text: impl Iterator<Item = char>, room: usize) -> Option<usize> {
    let mut used = 0;
    for (n, c) in text.enumerate() {
        used += columns(c);
        if used > room || n > room * CHARS_A_COLUMN {
            return None;
        }
    }
    Some(used)
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns of a character as it is shown.
fn columns(c: char) -> usize {
    clean::character(c).width().unwrap_or(0)
}

/// The text of a window and which bytes of the line its stretches are.
struct Shown {
    text: String,
    pieces: Vec<(Range<usize>, usize)>,
}

impl Shown {
    fn new(line: &str, pieces: Vec<Range<usize>>) -> Self {
        let mut shown = Self { text: String::new(), pieces: Vec::new() };
        let last = pieces.last().map_or(0, |p| p.end);
        for piece in pieces {
            if !shown.pieces.is_empty() {
                shown.text.push(' ');
            }
            if piece.start > 0 {
                shown.text.push_str(MORE);
                let word =
                    line.get(..piece.start).is_some_and(|s| s.ends_with(char::is_whitespace));
                if word || !shown.pieces.is_empty() {
                    shown.text.push(' ');
                }
            }
            let at = shown.text.len();
            shown.text.push_str(&clean::line(line.get(piece.clone()).unwrap_or("")));
            shown.pieces.push((piece, at));
        }
        if let Some(rest) = line.get(last..)
            && !rest.is_empty()
        {
            if rest.starts_with(char::is_whitespace) {
                shown.text.push(' ');
            }
            shown.text.push_str(MORE);
        }
        shown
    }

    /// Where a label of the line is in the text shown.
    fn mark(&self, label: &Range<usize>) -> Range<usize> {
        let start = self.pieces.iter().find(|(p, _)| label.start <= p.end);
        let end = self.pieces.iter().rev().find(|(p, _)| p.start <= label.end);
        let place = |at: usize, piece: Option<&(Range<usize>, usize)>| {
            piece.map_or(0, |(p, shown)| shown + at.clamp(p.start, p.end) - p.start)
        };
        let start = place(label.start, start);
        self.visible(start..place(label.end, end).max(start))
    }

    /// An underline needs something to stand under: what has no width takes in a neighbour.
    fn visible(&self, mark: Range<usize>) -> Range<usize> {
        let (before, rest) = self.text.split_at_checked(mark.start).unwrap_or((&self.text, ""));
        let wide = |c: char| columns(c) > 0;
        let own = rest.char_indices().take_while(|(i, _)| *i == 0 || mark.start + i < mark.end);
        if rest.is_empty() || own.into_iter().any(|(_, c)| wide(c)) {
            return mark;
        }
        if let Some((i, _)) = before.char_indices().rev().find(|(_, c)| wide(*c)) {
            return i..mark.end;
        }
        let next = rest.char_indices().find(|(_, c)| wide(*c));
        next.map_or(self.text.len()..self.text.len(), |(i, c)| {
            mark.start..mark.start + i + c.len_utf8()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The window's text with its marks in brackets.
    fn show(line: &str, words: &[&str], room: usize) -> Vec<String> {
        let place = |w: &&str| line.find(w).map(|at| at..at + w.len()).unwrap();
        let labels: Vec<_> = words.iter().map(place).collect();
        cut(line, &labels, room)
            .into_iter()
            .map(|window| {
                assert!(width(&window.text) <= room, "{:?} is wider than {room}", window.text);
                let mut text = window.text.clone();
                for (_, mark) in window.marks.iter().rev() {
                    text.insert(mark.end, ']');
                    text.insert(mark.start, '[');
                }
                text
            })
            .collect()
    }

    const LINE: &str = "The ferry left the old harbour at noon on Friday, said Ada Quill, who has \
                        run the line since the spring of 1998 and means to go on for ten years.";

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(show("At noon, said Ada.", &["Ada"], 18), ["At noon, said [Ada]."]);
        assert_eq!(show("At noon, said Ada.", &["Ada"], 17), ["… noon, said [Ada]."]);
    }

    #[test]
    fn a_window_is_cut_at_words_on_both_sides() {
        assert_eq!(
            show(LINE, &["old harbour"], 40),
            ["The ferry left the [old harbour] at noon …"]
        );
        assert_eq!(show(LINE, &["Ada Quill"], 40), ["… said [Ada Quill], who has run the line …"]);
        assert_eq!(show(LINE, &["ten years"], 40), ["… 1998 and means to go on for [ten years]."]);
    }

    #[test]
    fn labels_share_a_window_if_they_fit() {
        assert_eq!(
            show(LINE, &["Friday", "Ada Quill"], 40),
            ["… on [Friday], said [Ada Quill], who has …"]
        );
        assert_eq!(
            show(LINE, &["1998", "ferry"], 40),
            [
                "The [ferry] left the old harbour at noon …",
                "… spring of [1998] and means to go on …"
            ]
        );
    }

    #[test]
    fn a_label_longer_than_the_window_is_elided_inside() {
        let label = "Friday, said Ada Quill, who has run the line since the spring";
        assert_eq!(show(LINE, &[label], 40), ["… [Friday, said Ada … since the spring] …"]);
        let word = "x".repeat(100);
        assert_eq!(
            show(&word, &[&word], 24),
            [format!("[{} … {}]", "x".repeat(11), "x".repeat(10))]
        );
    }

    #[test]
    fn text_without_spaces_is_cut_at_characters() {
        let line = "東京都知事は記者会見で新しい橋の建設費が十四億円に上ると述べた";
        assert_eq!(show(line, &["建設費"], 24), ["…い橋の[建設費]が十四億…"]);
        let marks = "e\u{301}".repeat(60) + "x";
        let shown = show(&marks, &["x"], 24);
        assert_eq!(shown, [format!("…{}[x]", "e\u{301}".repeat(21))]);
    }

    #[test]
    fn what_has_no_width_is_marked_with_its_letter() {
        assert_eq!(show("Jose\u{301} won", &["\u{301}"], 40), ["Jos[e\u{301}] won"]);
        assert_eq!(show("\u{301}a", &["\u{301}"], 40), ["[\u{301}a]"]);
        assert_eq!(show("\u{200d}", &["\u{200d}"], 40), ["\u{200d}[]"]);
    }

    #[test]
    fn work_is_bounded_by_the_width() {
        let line = "\u{301}".repeat(200_000) + "x" + &"word ".repeat(1_000_000);
        let at = line.find('x').unwrap();
        for _ in 0..2000 {
            let windows = cut(&line, &[at..at + 1, 0..line.len()], 76);
            assert_eq!(windows.len(), 2);
            assert!(windows.iter().all(|w| w.text.len() < 4000));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_window_fits_and_shows_its_labels_whole(
            words in "([a-z,é’東🎉\u{301}\u{200d}\u{1b}]{0,9} ?){0,40}",
            ends in proptest::collection::vec(proptest::array::uniform2(0_usize..400), 1..5),
            room in 24_usize..100,
        ) {
            let bounds: Vec<_> =
                words.char_indices().map(|(i, _)| i).chain([words.len()]).collect();
            let bound = |n: usize| bounds[n % bounds.len()];
            let labels: Vec<_> =
                ends.iter().map(|[a, b]| bound(*a).min(bound(*b))..bound(*a).max(bound(*b))).collect();
            let windows = cut(&words, &labels, room);
            let marks: usize = windows.iter().map(|w| w.marks.len()).sum();
            proptest::prop_assert_eq!(marks, labels.len());
            for window in &windows {
                proptest::prop_assert!(width(&window.text) <= room, "{:?}", window.text);
                for (i, mark) in &window.marks {
                    let label = clean::line(&words[labels[*i].clone()]);
                    let shown = &window.text[mark.clone()];
                    let elided = shown.contains(MORE);
                    proptest::prop_assert!(elided || shown == label || width(&label) == 0);
                }
            }
        }
    }
}
