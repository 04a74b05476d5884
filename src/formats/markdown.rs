//! Markdown: front matter, then CommonMark with tables and footnotes → clean paragraphs.
//!
//! Emphasis and links leave only their words, so that a name half in italics is one name.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::article::Mask;
use crate::formats::clean::{Draft, Writer};
use crate::formats::paragraph::Role;
use crate::formats::{front_matter, html, templates};
use crate::source::Span;

/// Reads a Markdown file.
pub(super) fn read(source: &str) -> Draft {
    let front = front_matter::read(source);
    let body = front.body;
    let mut writer = Writer::new(front.meta);
    for scalar in front.zones {
        scalar.write(source, &mut writer);
    }
    let (painted, tags) = templates::paint(source.get(body..).unwrap_or(""));
    let mut reader = Reader {
        source,
        base: body,
        tags: tags
            .iter()
            .map(|t| Span::new(t.start as usize + body, t.end as usize + body))
            .collect(),
        writer,
        role: Role::Text,
        roles: Vec::new(),
        images: Vec::new(),
        captions: Vec::new(),
        code: false,
        html: None,
        struck: 0,
        pasted: Vec::new(),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(&painted, options).into_offset_iter() {
        reader.event(event, Span::new(body + range.start, body + range.end));
    }
    reader.close();
    reader.writer.finish()
}

/// A picture's words: pieces of text and where they stand.
type Words = Vec<(String, Span)>;

struct Reader<'a> {
    source: &'a str,
    base: usize,
    tags: Vec<Span>,
    writer: Writer,
    role: Role,
    roles: Vec<Role>,
    images: Vec<Words>,
    captions: Vec<Words>,
    code: bool,
    html: Option<Span>,
    struck: usize,
    /// Where the open block quotations began.
    pasted: Vec<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.code => {
                self.writer.masked(Mask::Code, |w| w.add(&text, self.source, span));
            }
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.inline_code(&text, span),
            Event::Html(_) => self.html = Some(self.html.map_or(span, |h| h.to(span))),
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) {
                    self.text("\n", span);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.text("\n", span),
            Event::Rule => self.close(),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.writer.masked(Mask::Code, |w| w.add(&text, self.source, span));
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, _span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.open(Role::Heading(level as u8)),
            Tag::Paragraph => self.open(if self.in_item() { Role::Item } else { Role::Text }),
            Tag::Item | Tag::TableCell => self.open(Role::Item),
            Tag::CodeBlock(_) => {
                self.open(Role::Code);
                self.code = true;
            }
            Tag::Image { .. } => self.images.push(Vec::new()),
            Tag::Strikethrough => self.struck += 1,
            Tag::BlockQuote(_) => {
                self.open(Role::Text);
                self.pasted.push(self.writer.len());
            }
            Tag::List(_) | Tag::Table(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => {
                self.open(Role::Text);
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::CodeBlock => {
                self.back();
                self.code = false;
            }
            TagEnd::HtmlBlock => {
                if let Some(span) = self.html.take() {
                    let text = span.of(self.source);
                    html::write(text, span.start as usize, &mut self.writer);
                }
                self.back();
            }
            TagEnd::Image => {
                if let Some(words) = self.images.pop() {
                    self.captions.push(words);
                }
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                self.back();
                // A quotation inside another is part of it.
                if let Some(from) = self.pasted.pop().filter(|_| self.pasted.is_empty()) {
                    self.writer.pasted(from);
                }
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition => self.back(),
            _ => {}
        }
    }

    fn in_item(&self) -> bool {
        self.role == Role::Item
    }

    /// Ends what is open and begins a block of another role inside it.
    fn open(&mut self, role: Role) {
        self.close();
        self.roles.push(self.role);
        self.role = role;
    }

    fn back(&mut self) {
        self.close();
        self.role = self.roles.pop().unwrap_or(Role::Text);
    }

    /// Ends the paragraph; the words of its pictures follow it as captions.
    fn close(&mut self) {
        self.writer.close(self.role);
        for words in std::mem::take(&mut self.captions) {
            for (text, span) in words {
                self.writer.add(&text, self.source, span);
            }
            self.writer.close(Role::Caption);
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Some(words) = self.images.last_mut() {
            words.push((text.to_owned(), span));
            return;
        }
        // A `<br>` at the end of a line is one break, not an empty line.
        if text == "\n" && self.writer.ends_with_break() {
            return;
        }
        let (source, tags) = (self.source, &self.tags);
        let words = |writer: &mut Writer| {
            if !overlaps(tags, span) {
                writer.add(text, source, span);
            } else if text.len() == span.len() {
                for part in templates::without(span, tags) {
                    writer.copy(part.of(source), part.start as usize);
                }
            }
        };
        if self.struck > 0 {
            self.writer.masked(Mask::Markup, words);
        } else {
            words(&mut self.writer);
        }
    }

    fn inline_code(&mut self, text: &CowStr<'_>, span: Span) {
        if let Some(words) = self.images.last_mut() {
            words.push((text.to_string(), span));
            return;
        }
        // The words stand between backticks: there they are a copy, unless spaces were folded.
        let inside = span.of(self.source).find(text.as_ref()).map(|at| span.start as usize + at);
        let at = inside.unwrap_or(self.base);
        let exact = Span::new(at, at + text.len());
        let span = if inside.is_some() { exact } else { span };
        self.writer.masked(Mask::Code, |w| w.add(text, self.source, span));
    }
}

/// Whether a piece of the page has a tag of a site generator in it.
fn overlaps(tags: &[Span], span: Span) -> bool {
    let i = tags.partition_point(|t| t.end <= span.start);
    tags.get(i).is_some_and(|t| t.overlaps(span))
}
