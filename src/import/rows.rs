//! Files as rows: whatever the format, a row is a tree of texts with the line it begins in.

mod csv;
mod pack;
mod yaml;

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::entry::Entry;
use super::map::Source;
use super::{Place, Remark};
use crate::tables::{did_you_mean, quoted};

/// A file that is given.
#[derive(Debug)]
pub struct Input {
    /// As the user named it.
    pub path: Arc<str>,
    /// What is in it, decoded.
    pub text: String,
}

/// A name or a note is shorter; more is a quotation mark that was left open.
const LONGEST: usize = 10_000;

impl Input {
    /// Decodes a file. Names are what packs are about, so no encoding is guessed: UTF-8, UTF-16
    /// with its mark, or the one that is named.
    ///
    /// # Errors
    /// Bytes that are no text in that encoding.
    pub fn decode(
        path: Arc<str>,
        bytes: &[u8],
        encoding: Option<&'static Encoding>,
    ) -> Result<Self, Remark> {
        let fail = |at: usize, message: String| {
            let line = bytes.get(..at).unwrap_or(&[]).iter().filter(|b| **b == b'\n').count() + 1;
            Remark::new(&Place { path: path.clone(), line }, message)
        };
        let (encoding, skip) = match Encoding::for_bom(bytes) {
            Some((marked, length)) => (marked, length),
            None => (encoding.unwrap_or(UTF_8), 0),
        };
        let body = bytes.get(skip..).unwrap_or(&[]);
        if encoding == UTF_8
            && let Err(error) = std::str::from_utf8(body)
        {
            let at = skip + error.valid_up_to();
            let message = format!(
                "byte {at} is no UTF-8: save the file as UTF-8, or name its encoding \
                 (--encoding windows-1252)"
            );
            return Err(fail(at, message));
        }
        let (text, malformed) = encoding.decode_without_bom_handling(body);
        if malformed || text.contains('\0') {
            let at = bytes.iter().position(|b| *b == 0).filter(|_| encoding == UTF_8).unwrap_or(0);
            return Err(fail(at, format!("this is no text in {}", encoding.name())));
        }
        let text = text.into_owned();
        Ok(Self { path, text })
    }

    pub(super) fn place(&self, line: usize) -> Place {
        Place { path: self.path.clone(), line }
    }

    /// What the end of the file's name says.
    fn ending(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
    }
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Empty,
    Text(String),
    List(Vec<Node>),
    /// With the line in which it begins.
    Map(usize, Vec<(String, Node)>),
}

/// A row: a mapping.
#[derive(Clone, Debug)]
pub(super) struct Row(pub(super) Node);

impl Row {
    /// The line in which it begins.
    pub(super) fn line(&self) -> usize {
        if let Node::Map(line, _) = self.0 { line } else { 0 }
    }
}

impl Node {
    /// The nodes at a path: a key as it is written, else step by step (`terms[].start`). Lists on
    /// the way give all of their items.
    pub(super) fn at<'n>(&'n self, path: &str, out: &mut Vec<&'n Self>) {
        match self {
            Self::List(items) => items.iter().for_each(|item| item.at(path, out)),
            Self::Map(_, entries) => {
                let mut exact = entries.iter().filter(|(key, _)| key == path).peekable();
                if exact.peek().is_some() {
                    return exact.for_each(|(_, node)| node.items(out));
                }
                let (head, rest) = path.split_once('.').unwrap_or((path, ""));
                let head = head.strip_suffix("[]").unwrap_or(head);
                for (_, node) in entries.iter().filter(|(key, _)| key == head) {
                    if rest.is_empty() { node.items(out) } else { node.at(rest, out) }
                }
            }
            _ => {}
        }
    }

    fn items<'n>(&'n self, out: &mut Vec<&'n Self>) {
        match self {
            Self::List(items) => items.iter().for_each(|item| item.items(out)),
            Self::Empty => {}
            node => out.push(node),
        }
    }

    /// The texts at a path.
    pub(super) fn texts(&self, path: &str) -> Vec<&str> {
        let mut nodes = Vec::new();
        self.at(path, &mut nodes);
        nodes
            .into_iter()
            .filter_map(|n| if let Self::Text(t) = n { Some(t.as_str()) } else { None })
            .collect()
    }
}

/// What a file holds.
pub(super) enum Content {
    /// Rows, and the columns that all of them have; none where rows differ.
    Rows(Vec<Row>, Option<Vec<String>>),
    /// The rules of a pack.
    Rules(Vec<Entry>),
}

/// Reads a file by its ending.
pub(super) fn read(source: &Source, input: &Input) -> Result<Content, Remark> {
    let ending = input.ending();
    match &*ending {
        "toml" => pack::read(input).map(Content::Rules),
        "yaml" | "yml" => Ok(Content::Rows(yaml::read(input, source.each.as_deref())?, None)),
        "csv" | "tsv" | "tab" | "txt" => {
            let tabs = if ending == "csv" { ',' } else { '\t' };
            let (rows, columns) = csv::read(input, source.delimiter.unwrap_or(tabs))?;
            Ok(Content::Rows(rows, Some(columns)))
        }
        _ => {
            let message =
                "lists are read from .csv, .tsv, .yaml and .toml (a pack): rename the file";
            Err(Remark::new(&input.place(0), message))
        }
    }
}

/// Whether a column is there: in the head of a table, or in any row.
pub(super) fn prove_column(
    input: &Input,
    rows: &[Row],
    head: Option<&[String]>,
    column: &str,
) -> Result<(), Remark> {
    let found = match head {
        Some(head) => head.iter().any(|name| name == column),
        None => rows.iter().any(|row| {
            let mut nodes = Vec::new();
            row.0.at(column, &mut nodes);
            !nodes.is_empty()
        }),
    };
    if found || rows.is_empty() && head.is_none() {
        return Ok(());
    }
    let known: Vec<&str> = match (head, rows.first().map(|row| &row.0)) {
        (Some(head), _) => head.iter().map(String::as_str).collect(),
        (None, Some(Node::Map(_, entries))) => {
            entries.iter().map(|(key, _)| key.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let help = did_you_mean(column, known.iter().copied())
        .unwrap_or_else(|| format!("its columns are {}", known.join(", ")));
    let delimiter = match known.as_slice() {
        [one] if one.contains(';') => "; is it separated by semicolons (--delimiter ';')?",
        [one] if one.contains('\t') => "; is it separated by tabs (call it .tsv)?",
        _ => "",
    };
    let line = if head.is_some() { 1 } else { 0 };
    let message = format!("there is no column {}: {help}{delimiter}", quoted(column));
    Err(Remark::new(&input.place(line), message))
}

fn prove_length(input: &Input, line: usize, column: &str, value: &str) -> Result<(), Remark> {
    if value.len() <= LONGEST {
        return Ok(());
    }
    let message = format!(
        "the column {} holds {} bytes, more than any name: is a quotation mark left open in this \
         row or the one before?",
        quoted(column),
        value.len()
    );
    Err(Remark::new(&input.place(line), message))
}
