//! Lists in YAML, read event by event: nothing is copied, so nothing can multiply.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Input, Node, Row, prove_length};
use crate::import::Remark;
use crate::tables::quoted;

/// Deepest nesting of lists that people keep.
const DEEPEST: usize = 64;
const TOO_DEEP: &str = "this is nested too deeply for a list";

/// A list or mapping that is being read, and the key that waits for a value.
struct Open {
    node: Node,
    key: Option<String>,
}

/// The rows: the items of the list at the top, or of the one at `each`.
pub(super) fn read(input: &Input, each: Option<&str>) -> Result<Vec<Row>, Remark> {
    let top = tree(input)?;
    let mut nodes = Vec::new();
    match each {
        Some(path) => top.at(path, &mut nodes),
        None => top.items(&mut nodes),
    }
    let is_row = |node: &&Node| matches!(node, Node::Map(..));
    let rows: Vec<Row> = nodes.into_iter().filter(is_row).cloned().map(Row).collect();
    if rows.is_empty() {
        let message = match each {
            Some(path) => format!("there are no rows at {}: a row is a mapping", quoted(path)),
            None => "this is no list of mappings: say where the rows are (`each`)".to_owned(),
        };
        return Err(Remark::new(&input.place(1), message));
    }
    Ok(rows)
}

/// The documents of a file, as a list.
fn tree(input: &Input) -> Result<Node, Remark> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(&input.text) {
        let (event, span) = event.map_err(|error| {
            let message = match error.info() {
                "recursion limit exceeded" => TOO_DEEP.to_owned(),
                info => format!("this is no YAML: {info}"),
            };
            Remark::new(&input.place(error.marker().line()), message)
        })?;
        let line = span.start.line();
        let fail = |message: &str| Err(Remark::new(&input.place(line), message));
        let node = match event {
            Event::Alias(_) => {
                return fail("references (*name) are not followed: write the values out");
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                return fail(TOO_DEEP);
            }
            Event::SequenceStart(..) => {
                open.push(Open { node: Node::List(Vec::new()), key: None });
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open { node: Node::Map(line, Vec::new()), key: None });
                continue;
            }
            Event::Scalar(text, style, ..) => scalar(input, line, text, style)?,
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(open) => open.node,
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(open) => open.put(node),
            None => documents.push(node),
        }
    }
    Ok(Node::List(documents))
}

impl Open {
    /// Gives a list its next item, a mapping its next key or the value of that key.
    fn put(&mut self, node: Node) {
        match &mut self.node {
            Node::List(items) => items.push(node),
            Node::Map(_, entries) => match (self.key.take(), node) {
                (Some(key), node) => entries.push((key, node)),
                (None, Node::Text(key)) => self.key = Some(key),
                (None, _) => self.key = Some(String::new()),
            },
            _ => {}
        }
    }
}

/// Numbers, dates and truth values are read as they are written.
fn scalar(
    input: &Input,
    line: usize,
    text: Cow<'_, str>,
    style: ScalarStyle,
) -> Result<Node, Remark> {
    prove_length(input, line, "here", &text)?;
    let nothing =
        style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
    Ok(if nothing { Node::Empty } else { Node::Text(text.into_owned()) })
}
